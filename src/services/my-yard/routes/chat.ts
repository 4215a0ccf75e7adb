// The conversation on the web: one address, one form; the same core will serve messengers.
import { h } from 'preact'
import { preparePhoto } from '#kernel/media/index.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { type FieldErrors, Refusal } from '#platform/refusal.ts'
import { keptDays, takeTurn } from '../actions.ts'
import type { Talk, TalkKnows } from '../conversation/state.ts'
import { newTalk } from '../conversation/state.ts'
import { talk } from '../conversation/talk.ts'
import { chatForm } from '../forms.ts'
import { ChatPage } from '../pages/chat.tsx'
import { type KeptTalk, type Knowledge, knowledge, talkFor } from '../queries.ts'
import { officialWay, type Parts, privateLink, wholeAddress } from './parts.ts'

const channel = 'web'
const chatCookie = 'my-yard-chat'

export function chatRoutes(parts: Parts): Route[] {
  return [
    get('/my-yard/chat', anyone, (visit) => chatPage(parts, visit, nothingTyped), { personal: true }),
    post('/my-yard/chat', anyone, (visit) => take(parts, visit)),
  ]
}

async function chatPage(parts: Parts, visit: Visit, typed: Typed) {
  const kept = await talkFor(visit.city, channel, visit.cookie(chatCookie))
  const state = kept?.state ?? (await opening(visit))
  const status = Object.keys(typed.errors).length > 0 ? 422 : 200
  return page(
    visit.city.words('myYard.chat.title'),
    h(ChatPage, { state, typed, links: linksOf(parts, visit, kept) }),
    {
      status,
      keep: 0,
    },
  )
}

async function take(parts: Parts, visit: Visit) {
  const { city, fields } = visit
  const sent = chatForm.check(fields)
  const errors: FieldErrors = sent.ok ? {} : { ...sent.errors }
  const photo = await photoIn(parts, visit, errors)
  if (!sent.ok || Object.keys(errors).length > 0) return chatPage(parts, visit, { values: fields, errors })
  const { said: text, button, turn } = sent.value
  const known = await knowledge(city)
  const { secret } = await takeTurn(city, {
    channel,
    secret: visit.cookie(chatCookie) ?? null,
    turn: /^\d{1,9}$/.test(turn) ? Number(turn) : null,
    photo,
    text,
    button,
    location: null,
    known,
    knows: await knowing(visit, known),
  })
  visit.setCookie(chatCookie, secret, { maxAge: keptDays * 86_400 })
  return redirect('/my-yard/chat#f-said')
}

async function photoIn(parts: Parts, visit: Visit, errors: FieldErrors) {
  const uploads = visit.uploads.photo ?? []
  const [first] = uploads
  if (!first) return null
  if (uploads.length > 1) {
    errors.photo = { key: 'myYard.error.oneChatPhoto' }
    return null
  }
  try {
    return await preparePhoto(parts.files, first, { now: visit.city.now, zone: parts.zone })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    Object.assign(errors, error.fields)
    return null
  }
}

// The city greets before anything is kept: whoever only looks leaves nothing behind.
async function opening(visit: Visit): Promise<Talk> {
  return talk(newTalk, { kind: 'start' }, await knowing(visit, await knowledge(visit.city))).state
}

async function knowing({ city }: Visit, known: Knowledge): Promise<TalkKnows> {
  return { ...known, words: city.words, official: (await officialWay(city)).text }
}

function linksOf(parts: Parts, visit: Visit, kept: KeptTalk | null): Record<string, string> {
  const numbers = kept?.state.lines.flatMap(({ report }) => (report === null ? [] : [report])) ?? []
  return Object.fromEntries(
    numbers.map((number) => {
      const token = kept?.tokenOf(number) ?? null
      const link =
        token === null ? wholeAddress(parts, visit, `/cases/${number}`) : privateLink(parts, visit, { number, token })
      return [number, link]
    }),
  )
}
