// Which address of threads leads where.
import { h } from 'preact'
import { z } from 'zod'
import { get, json, page, type Route, type Visit } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { ThreadPage } from './pages/thread.tsx'
import { type Thing, thingsOf, threadOf } from './queries.ts'
import { isSubject, knots, lastLeaf, linksOn, subjectsOn, type Thread } from './rules.ts'

/** The contract of a thread for programs: the things on it, what led to what, and how many links lie beyond what is told. */
export const threadAnswer = z.object({
  subject: z.string(),
  things: z.array(
    z.object({
      subject: z.string(),
      what: z.string(),
      title: z.string(),
      note: z.string().nullable(),
      page: z.string(),
    }),
  ),
  links: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      kind: z.string(),
      at: z.string(),
      day: z.string().nullable(),
      fact: z.string(),
      ended: z.object({ at: z.string(), fact: z.string() }).nullable(),
    }),
  ),
  more: z.array(
    z.object({
      subject: z.string(),
      direction: z.enum(['back', 'onward']),
      links: z.number(),
      /** True: more than that. */
      many: z.boolean(),
    }),
  ),
})

export function threadRoutes(doors: () => readonly Module[]): Route[] {
  return [
    get('/threads/:kind/:id', anyone, (visit) => threadPage(visit, doors()), {
      query: ['back', 'onward'],
      api: { summary: 'threads.api.thread', answer: threadAnswer, tag: 'threads' },
    }),
  ]
}

async function threadPage({ city, params, query, wantsJson }: Visit, doors: readonly Module[]) {
  const subject = `${params.kind}:${params.id}`
  const pages = { back: leafOf(query.back), onward: leafOf(query.onward) }
  const itself = isSubject(subject) && (await thingsOf(city, doors, [subject])).get(subject)
  if (!itself) throw refuse.missing('threads.refusal.nothing')
  const thread = await threadOf(city, subject, pages)
  const beyond = subjectsOn(thread).filter((each) => each !== subject)
  const things = new Map([[subject, itself], ...(await thingsOf(city, doors, beyond))])
  if (wantsJson) return json(answerOf(thread, things))
  return page(city.words('threads.title', { title: itself.title }), h(ThreadPage, { thread, things, pages }), {
    description: city.words('threads.description'),
  })
}

// A leaf that means nothing is the first.
function leafOf(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,2}$/.test(text) && Number(text) <= lastLeaf ? Number(text) : 1
}

function answerOf(thread: Thread, things: ReadonlyMap<string, Thing>): z.output<typeof threadAnswer> {
  return {
    subject: thread.subject,
    things: [...things.values()].map(({ subject, what, title, note, page: address }) => ({
      subject,
      what,
      title,
      note: note ?? null,
      page: address,
    })),
    links: linksOn(thread).map(({ from, to, kind, at, day, fact, ended }) => ({
      ...{ from, to, kind, at: at.toISOString(), day, fact },
      ended: ended && { at: ended.at.toISOString(), fact: ended.fact },
    })),
    more: (['back', 'onward'] as const).flatMap((direction) =>
      knots(thread[direction])
        .filter(({ more }) => more > 0)
        .map(({ subject, more, many }) => ({ subject, direction, links: more, many })),
    ),
  }
}
