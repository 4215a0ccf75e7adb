// Promising and moving at the desk: a form, then a page that shows what everybody will read, and only then the change.
import { h } from 'preact'
import { bodies, calledFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { typedIn } from '#platform/form.ts'
import { get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { pledge } from '../actions/terms.ts'
import { readTerms, type TermsAround, termsAsked, typedTerms } from '../forms/terms.ts'
import { nameOf, unitOf } from '../pages/said.tsx'
import { TermsCheckPage } from '../pages/terms-check.tsx'
import { TermsFormPage } from '../pages/terms-form.tsx'
import { mayCommit } from '../policy.ts'
import { bodyNamesIn } from '../queries/owners.ts'
import { plan } from '../queries/promises.ts'
import { type Thing, thingFor } from '../queries/things.ts'
import { changesIn, seenOf } from '../rules/changes.ts'
import { planOf, type TermKind } from '../rules/terms.ts'

const places: readonly { kind: TermKind; path: string }[] = [
  { kind: 'project', path: '/desk/strategy/projects/:id/terms' },
  { kind: 'milestone', path: '/desk/strategy/milestones/:id/terms' },
  { kind: 'indicator', path: '/desk/strategy/:id/terms' },
]

/** Where the terms of a thing are changed. */
export function termsPath({ kind, id }: { kind: TermKind; id: string }): string {
  return (places.find((each) => each.kind === kind)?.path ?? '').replace(':id', id)
}

export function termsRoutes(house: { zone: string }): Route[] {
  return places.flatMap(({ kind, path }) => [
    get(path, mayCommit, (visit) => formPage(visit, kind, house), { personal: true }),
    post(path, mayCommit, (visit) => terms(visit, kind, house)),
  ])
}

async function formPage(visit: Visit, kind: TermKind, house: { zone: string }) {
  const asked = await askedFor(visit, kind, house)
  return show(visit, asked, { values: typedTerms(visit.city.words, asked.around), errors: {} })
}

async function terms(visit: Visit, kind: TermKind, house: { zone: string }) {
  const { city, fields } = visit
  const asked = await askedFor(visit, kind, house)
  const step = typedIn(fields, 'step')
  // Who comes back to change something sees what she had typed.
  if (step === 'edit') return show(visit, asked, { values: fields, errors: {} })
  const read = readTerms(fields, asked.around)
  if (!read.ok) return show(visit, asked, { values: fields, errors: read.errors })
  const { thing, told } = asked
  const changes = changesIn(kind, thing.terms, read.value.terms)
  if (changes.length === 0)
    return show(visit, asked, { values: fields, errors: { '': { key: 'strategy.staff.form.nothingChanged' } } })
  const seen = seenOf(thing.terms)
  const stale = step === 'confirm' && typedIn(fields, 'seen') !== seen
  if (step !== 'confirm' || stale) {
    const names = [
      ...termsAsked(asked.around).flatMap((term) => [term, `${term}Words`]),
      'reason',
      'source',
      'sourceDate',
    ]
    const sent = Object.fromEntries(
      names.filter((name) => fields[name] !== undefined).map((name) => [name, typedIn(fields, name)]),
    )
    const { reason, source } = read.value
    return page(
      city.words('strategy.staff.check.title'),
      h(TermsCheckPage, {
        thing,
        told,
        changes,
        reason,
        source,
        sent: { ...sent, seen },
        stale,
        path: termsPath(thing),
      }),
      { keep: 0, status: stale ? 409 : 200 },
    )
  }
  await pledge(city, { pledges: [{ subject: thing.subject, ...read.value }] })
  return redirect(thing.project === null ? `/desk/strategy/${thing.id}` : `/desk/strategy/projects/${thing.project}`)
}

function show(
  visit: Visit,
  asked: Asked,
  typed: Pick<Parameters<typeof TermsFormPage>[0]['typed'], 'values' | 'errors'>,
) {
  const { thing, around, owners } = asked
  return page(
    nameOf(visit.city.words, thing),
    h(TermsFormPage, { thing, owners, typed, asked: termsAsked(around), years: around.years, path: termsPath(thing) }),
    { keep: 0, status: Object.keys(typed.errors).length > 0 ? 422 : 200 },
  )
}

interface Asked {
  thing: Thing
  around: TermsAround
  owners: { id: string; name: string }[]
  told: Parameters<typeof TermsCheckPage>[0]['told']
}

async function askedFor({ city, params }: Visit, kind: TermKind, house: { zone: string }): Promise<Asked> {
  const thing = await thingFor(city, kind, params.id ?? '')
  if (!thing) throw refuse.missing('strategy.refusal.noThing')
  const owners = (await bodies(city)).map((body) => ({ id: body.id, name: calledFor(city.words, body) }))
  const names = await bodyNamesIn(city, [thing.terms])
  const today = dayOf(city.now, house.zone)
  const { unit } = thing
  return {
    thing,
    owners,
    told: { kind, bodies: names, unit: unit === null ? undefined : (value) => unitOf(city.words, unit, value) },
    around: {
      ...{ kind, known: thing.terms, today, polarity: thing.polarity, within: thing.within },
      counted: thing.unit !== null,
      bodies: new Set(owners.map(({ id }) => id)),
      years: kind === 'indicator' ? await planYears(city, thing, Number(today.slice(0, 4))) : [],
    },
  }
}

// From this year (or the first that has a plan) to the promised one, or to the horizon where none was promised.
async function planYears(city: City, { terms }: Thing, thisYear: number): Promise<number[]> {
  const planned = [...terms.keys()].flatMap((term) => planOf(term)?.year ?? [])
  const due = Number(terms.get('due')?.now.value ?? (await plan(city))?.horizon ?? thisYear)
  const [from, to] = [Math.min(thisYear, ...planned), Math.max(thisYear, due, ...planned)]
  // A slip of the finger in a far year must not make a table of thousands of cells.
  return Array.from({ length: Math.min(to - from + 1, 20) }, (_, n) => from + n)
}
