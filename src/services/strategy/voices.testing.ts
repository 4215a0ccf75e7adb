// What the tests of questions and of following share: a bare city with the pack, residents who ask, and the team.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chronicle, entries } from '#kernel/chronicle/index.ts'
import { identity, newHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { openFiles } from '#platform/files.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { type Asking, askTeam } from './actions/ask.ts'
import { keyFor } from './actions/follow.ts'
import { questionFor } from './queries/questions.ts'
import { strategy as strategyOf } from './service.ts'

export const zone = 'Europe/Samara'
export const strategy = strategyOf({ zone, files: openFiles(join(tmpdir(), 'no-papers')) })
export const start = new Date('2026-11-23T09:00:00Z')
export const about = 'project:prj-012'
/** What a resident wrote and nobody has released. */
export const canary = 'Канарейкина Евдокия спрашивает'
const sergey: Actor = { ...guest, person: newId(new Date(0)), roles: [{ name: 'strategist', body: null }] }

/** Opens the city; everything in it happens at its `bare.now`. */
export async function openVoices() {
  const bare: BareCity = await openBareCity([identity, chronicle(() => []), strategy])
  await strategy.pack?.(bare.as(machinery('test')), openCityPack(join(projectRoot, 'city/izhevsk')))
  let visitors = 0
  const asking = (more: Partial<Asking> = {}): Asking => {
    visitors += 1
    const ip = `10.1.${visitors >> 8}.${visitors & 255}`
    return { about, text: canary, secret: newSecret(), letters: null, ip, zone, ...more }
  }
  return {
    bare,
    asking,
    resident: () => bare.as(guest),
    team: () => bare.as(sergey),
    ask: async (more: Partial<Asking> = {}) => (await askTeam(bare.as(guest), asking(more))).number,
    one: async (number: number) => {
      const view = await questionFor(bare.as(guest), { number, zone })
      if (!view) throw new Error(`no question ${number}`)
      return view
    },
    /** What the chronicle holds of a question, the latest first. */
    said: async (number: number) => {
      await bare.worker.settle()
      return (await entries(bare.as(guest), { subject: `question:${number}` })).map(({ kind, body, place }) => ({
        ...{ kind, place, body },
        data: JSON.parse(body).data,
      }))
    },
    /** Somebody who can sign in. */
    person: async (): Promise<string> => {
      const id = newId(start)
      const row = 'insert into identity.people (id, email, created_at, updated_at) values ($1, $2, $3, $3)'
      await bare.database.pool.query(row, [id, `${id}@example.com`, start])
      await newHandle(bare.as(guest), { module: 'strategy', person: id })
      return id
    },
    /** A private link of whoever left this address. */
    tokenOf: async (email: string): Promise<string> => {
      const { rows } = await bare.database.pool.query('select handle from identity.contacts where email = $1', [email])
      return tokenFor(bare.as(guest), rows[0].handle)
    },
  }
}

export type VoicesCity = Awaited<ReturnType<typeof openVoices>>

const tokenFor = action('strategy', (city: City, handle: string) => keyFor(city, handle))
