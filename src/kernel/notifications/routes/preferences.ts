// What reaches me where, how often and at which hours; and texts, which are agreed to apart.
import { h } from 'preact'
import { textsPurpose } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Fields } from '#platform/form.ts'
import {
  type Answer,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { type Actor, signedIn } from '#platform/policy.ts'
import type { Dispatches } from '../actions/dispatches.ts'
import { setPreferences, setTexts } from '../actions/preferences.ts'
import type { ChannelName } from '../channels/index.ts'
import { consentForm, preferencesForm } from '../forms.ts'
import { PreferencesPage } from '../pages/preferences.tsx'
import type { NotificationParts } from '../parts.ts'
import { wishesOf } from '../queries/wishes.ts'
import { type Rhythm, securityTopic } from '../rules.ts'
import { type Topic, topicsOf, workTopic } from '../topics.ts'
import { consentText, ownReader, personIn } from './own.ts'

export function preferenceRoutes(parts: NotificationParts, dispatches: Dispatches): Route[] {
  return [
    get('/notifications/preferences', signedIn, (visit) => preferencesPage(parts, visit, nothingTyped, 200), {
      query: ['saved'],
      personal: true,
    }),
    post('/notifications/preferences', signedIn, (visit) => save(parts, dispatches, visit)),
    post('/notifications/preferences/texts', signedIn, (visit) => agreeToTexts(parts, visit)),
    post('/notifications/preferences/texts/withdrawal', signedIn, stopTexts),
  ]
}

async function save(parts: NotificationParts, dispatches: Dispatches, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const wishes = await wishesOf(city, parts, personIn(city))
  const form = preferencesForm(wishes.settings.usual.weekly).check(fields)
  if (!form.ok) return preferencesPage(parts, visit, { values: fields, errors: form.errors }, 422)
  const { quiet, quietFrom, quietTo, rhythm: kind, hour, day, weekly, shown } = form.value
  const rhythm: Rhythm =
    kind === 'weekly' ? { kind, day, hour } : kind === 'daily' ? { kind, hour } : { kind: 'at-once' }
  const reader = await ownReader(city)
  await setPreferences(city, {
    ...{ reader, rhythm, weekly },
    quiet: quiet === 'yes' ? { from: quietFrom, to: quietTo } : { from: 0, to: 0 },
    choices: choicesIn(fields, shown, topicsOf(parts.doors()), wishes.channels),
  })
  await dispatches.reschedule(city, { reader })
  return redirect('/notifications/preferences?saved=yes')
}

// What is told to offices is nobody else's choice.
function hasOffice({ roles, asleep = [] }: Actor): boolean {
  return roles.length + asleep.length > 0
}

// A box that was not ticked is not sent, so what the page showed is said apart: what it did not show stays as it was.
function choicesIn(fields: Fields, shown: string, topics: readonly Topic[], channels: readonly ChannelName[]) {
  const offered = channels.filter((channel) => shown.split(' ').includes(channel))
  return topics.flatMap(({ key, code }) => {
    if (key === securityTopic) return []
    const ticked = [fields[`topic_${code}`] ?? []].flat()
    return offered.map((channel) => ({ topic: key, channel, chosen: ticked.includes(channel) }))
  })
}

async function agreeToTexts(parts: NotificationParts, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const { phone } = await wishesOf(city, parts, personIn(city))
  const form = consentForm.check(fields)
  if (!form.ok) return preferencesPage(parts, visit, { values: {}, errors: form.errors }, 422)
  if (phone !== null) {
    const { code: purpose, version: textVersion } = textsPurpose
    const consent = { purpose, textVersion, text: consentText(parts, city, textsPurpose.text), ip: visit.ip }
    await setTexts(city, { reader: await ownReader(city), consent })
  }
  return redirect('/notifications/preferences')
}

async function stopTexts({ city }: Visit): Promise<Answer> {
  await setTexts(city, { reader: await ownReader(city), consent: null })
  return redirect('/notifications/preferences')
}

/** The page, as it is kept or as it was sent with what is wrong in it. */
export async function preferencesPage(
  parts: NotificationParts,
  { city, query }: Pick<Visit, 'city' | 'query'>,
  typed: Typed,
  status: number,
): Promise<Answer> {
  const wishes = await wishesOf(city, parts, personIn(city))
  return page(
    city.words('notifications.preferences.title'),
    h(PreferencesPage, {
      ...{ wishes, typed, texts: textsIn(parts, city), pushKey: parts.push?.key ?? null },
      topics: topicsOf(parts.doors()).filter(({ key }) => key !== workTopic || hasOffice(city.actor)),
      saved: query.saved === 'yes' && status === 200,
    }),
    { status },
  )
}

function textsIn(parts: NotificationParts, city: City) {
  return {
    texts: consentText(parts, city, textsPurpose.text),
    push: consentText(parts, city, 'identity.consent.push'),
  }
}
