// A crowd: residents, programs and staff who act on the same few cases at the same moment, each through real requests.
import { yard } from '#kernel/media/yard.testing.ts'
import type { Fields, File, Stage, Visitor } from './people.ts'

/** A case as somebody in the crowd knows it: its number and the private links that were given out. */
interface Known {
  number: string
  tokens: string[]
}

export interface Crowd {
  cases: Known[]
  /** Every answer that anybody got: method and address, status. */
  answers: { what: string; status: number }[]
  act(deed: Deed): Promise<void>
  /** Reports by the web; the private link is kept. */
  report(at?: string): Promise<Known>
  /** Staff resolve a case: with a photo, or on the inspector's word. */
  resolve(one: Known, photo?: Uint8Array): Promise<number>
  confirm(one: Known): Promise<number>
  reopen(one: Known): Promise<number>
  publish(draft: string): Promise<number>
  drafts(): Promise<string[]>
}

export const deeds = [
  'report',
  'report by program',
  'send twice',
  'join',
  'hand over',
  'answer',
  'release',
  'resolve',
  'one photo for two',
  'confirm twice',
  'reopen',
  'publish',
  'withdraw',
  'change a rule',
  'work',
] as const

export interface Deed {
  what: (typeof deeds)[number]
  /** Chooses the case, the draft, the win. */
  which: number
}

const bodies = ['bod-015', 'bod-017', 'bod-020']

/** Gathers a crowd; everybody is signed in before it begins. */
export async function gather(stage: Stage): Promise<Crowd> {
  const [boris, vera, lena, nina] = await Promise.all(['boris', 'vera', 'lena', 'nina'].map((who) => stage.as(who)))
  if (!boris || !vera || !lena || !nina) throw new Error('somebody is missing')
  const cases: Known[] = []
  const answers: Crowd['answers'] = []
  let seed = 1000
  let house = 0

  const note = <Answer extends { statusCode: number }>(what: string, answer: Answer): Answer => {
    answers.push({ what, status: answer.statusCode })
    return answer
  }
  const get = async (who: Visitor, path: string) => note(`GET ${path}`, await who.get(path))
  const post = async (who: Visitor, path: string, fields: Fields, files: File[] = []) =>
    note(`POST ${path}`, await who.post(path, fields, files))
  const statusOf = async (answer: ReturnType<typeof post>) => (await answer).statusCode

  const draft = async (who: Visitor, at: string): Promise<string> => {
    await post(who, '/my-yard/report', { text: 'Яма, не объехать' })
    const where = { where: at, topic: 'road.pothole', land: 'street', district: '' }
    const next = (await post(who, '/my-yard/report/where', where)).headers.location
    if (next === '/my-yard/report/same') await post(who, next, { number: '' })
    return /name="draft" value="([^"]+)"/.exec((await get(who, '/my-yard/report/check')).body)?.[1] ?? ''
  }
  const known = (text: string): Known | null => {
    const link = /\/cases\/(\d{4}-\d{6})\?token=([\w-]+)/.exec(text)
    if (!link?.[1] || !link[2]) return null
    const one = { number: link[1], tokens: [link[2]] }
    cases.push(one)
    return one
  }
  const send = async (who: Visitor, id: string, times: number) => {
    await Promise.all(Array.from({ length: times }, () => post(who, '/my-yard/report/check', { draft: id, email: '' })))
    return known((await get(who, '/my-yard/report/sent')).body)
  }
  const newHouse = () => {
    house += 1
    return `Пушкинская, ${house}`
  }
  const report: Crowd['report'] = async (at = newHouse()) => {
    const who = stage.guest()
    const one = await send(who, await draft(who, at), 1)
    if (!one) throw new Error('a report was not taken')
    return one
  }
  const byProgram = async () => {
    const posted = await post(stage.guest(), '/open311/v2/requests.json', {
      service_code: 'road.sidewalk',
      address_string: newHouse(),
      description: 'Яма на дороге',
    })
    known(posted.body)
  }
  const join = async (one: Known) => {
    const { headers } = await post(stage.guest(), `/cases/${one.number}/joining`, {})
    const token = /token=([\w-]+)/.exec(String(headers.location))?.[1]
    if (token) one.tokens.push(token)
  }
  const resolve: Crowd['resolve'] = (one, bytes) => {
    const path = `/desk/cases/${one.number}/resolution`
    if (!bytes) return statusOf(post(vera, path, { note: 'Засыпали', word: 'Видела сама' }))
    return statusOf(
      post(boris, path, { note: 'Засыпали' }, [{ field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes }]),
    )
  }
  const confirm: Crowd['confirm'] = ({ number, tokens }) =>
    statusOf(post(stage.guest(), `/cases/${number}/confirmation`, { token: tokens.at(-1) ?? '' }))
  const reopen: Crowd['reopen'] = ({ number, tokens }) =>
    statusOf(post(stage.guest(), `/cases/${number}/reopening`, { token: tokens[0] ?? '', reason: 'Снова яма' }))
  const standing = async () => {
    const answer = await lena.json<{ items: { id: string; case: string | null }[] }>('/small-wins')
    return answer.items.filter((win) => win.case !== null).map(({ id }) => id)
  }
  const drafts = async () => {
    const { body } = await get(lena, '/desk/small-wins')
    const wins = await standing()
    const listed = [...body.matchAll(/\/desk\/small-wins\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
    return [...new Set(listed)].filter((id) => !wins.includes(id))
  }
  const publish: Crowd['publish'] = (id) =>
    statusOf(post(lena, `/desk/small-wins/${id}/publication`, { title: 'Яма засыпана', quantity: '1' }))
  const changeRule = async (which: number) => {
    const rule = { topic: 'road.pothole', land: 'city', unit: 'days', kind: 'norm', covers: 'repair', note: '' }
    const page = (await get(nina, '/desk/deadlines/ddl-001')).body
    const saving = {
      ...rule,
      seen: /name="seen" value="(\d+)"/.exec(page)?.[1] ?? '',
      term: String(3 + (which % 9)),
      legalRef: 'ГОСТ Р 50597-2017',
      validFrom: '2026-11-24',
      changeReason: 'Так решили',
    }
    await Promise.all([1, 2].map(() => post(nina, '/desk/deadlines/ddl-001', saving)))
  }

  const act = async ({ what, which }: Deed): Promise<void> => {
    const one = cases[cases.length - 1 - (which % Math.min(cases.length, 4))]
    const other = cases[cases.length - 1 - ((which + 1) % Math.min(cases.length, 4))]
    if (!one || !other) return
    const desk = `/desk/cases/${one.number}`
    if (what === 'report') await report()
    if (what === 'report by program') await byProgram()
    if (what === 'send twice') {
      const who = stage.guest()
      await send(who, await draft(who, newHouse()), 2)
    }
    if (what === 'join') await join(one)
    if (what === 'hand over') await post(boris, `${desk}/handover`, { to: bodies[which % 3] ?? '', reason: 'Не наше' })
    if (what === 'answer') await post(boris, `${desk}/answer`, { answer: `Смотрим, ${which}` })
    if (what === 'release') await post(boris, `${desk}/release`, { text: 'Яма' })
    if (what === 'resolve') await resolve(one)
    if (what === 'one photo for two') {
      seed += 1
      const bytes = await yard(seed)
      await Promise.all([resolve(one, bytes), resolve(other, bytes)])
    }
    if (what === 'confirm twice') await Promise.all([confirm(one), confirm(one)])
    if (what === 'reopen') await reopen(one)
    if (what === 'publish') {
      const waiting = await drafts()
      const chosen = waiting[which % Math.max(waiting.length, 1)]
      if (chosen) await Promise.all([publish(chosen), publish(chosen)])
    }
    if (what === 'withdraw') {
      const wins = await standing()
      const chosen = wins[which % Math.max(wins.length, 1)]
      if (chosen) await post(lena, `/desk/small-wins/${chosen}/withdrawal`, { note: 'Ошиблись' })
    }
    if (what === 'change a rule') await changeRule(which)
    if (what === 'work') await stage.settle()
  }
  return { cases, answers, act, report, resolve, confirm, reopen, publish, drafts }
}
