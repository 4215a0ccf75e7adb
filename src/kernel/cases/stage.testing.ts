// A stage for tests of cases: Izhevsk in a database, and people in their offices.
import { join } from 'node:path'
import { identity, newHandle } from '#kernel/identity/index.ts'
import { places } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { guest, type Role } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { type CaseOpening, cases, openCase } from './index.ts'

export interface Stage {
  bare: BareCity
  /** The city as a guest, or as somebody in these offices, at an instant. */
  city(roles?: readonly Role[], at?: Date, person?: string | null): City
  /** Kinds of facts announced so far about a case, in order. */
  facts(number: string): Promise<string[]>
  /** Anna says that there is a pothole in her street. */
  complain(at?: Date, more?: Partial<CaseOpening>): Promise<{ number: string; secret: string; handle: string }>
  close(): Promise<void>
}

export const monday = new Date('2026-11-16T08:00:00Z')

export async function openStage(poolSize = 1): Promise<Stage> {
  const tablesOnly = (name: string) => ({ name, floor: 'kernel' as const })
  const bare = await openBareCity([identity, places, tablesOnly('media'), tablesOnly('chronicle'), cases], poolSize)
  const city: Stage['city'] = (roles = [], at = monday, person = roles.length > 0 ? newId(at) : null) => ({
    ...bare.as({ ...guest, person, roles }),
    now: at,
  })
  const pack = openCityPack(join(projectRoot, 'city/izhevsk'))
  for (const door of [places, cases]) await door.pack?.(city(), pack)
  return {
    bare,
    city,
    facts: async (number) => {
      const asked = 'select kind from facts.facts where subject = $1 order by at, id'
      const { rows } = await bare.database.pool.query(asked, [`case:${number}`])
      return rows.map((row) => String(row.kind)).filter((kind) => kind.startsWith('cases.'))
    },
    complain: async (at = monday, more = {}) => {
      const here = city([], at)
      const handle = more.handle ?? (await newHandle(here, { module: 'cases', person: null }))
      return { ...(await openCase(here, { ...pothole, ...more, handle })), handle }
    },
    close: () => bare.close(),
  }
}

/** A report as the tests file it, unless they say otherwise. */
export const pothole: Omit<CaseOpening, 'handle'> = {
  text: 'Яма у подъезда, зовут меня Анна',
  photo: null,
  place: {
    street: 'Пушкинская',
    house: '270',
    text: 'ул. Пушкинская, 270',
    known: true,
    lat: 56.86,
    lon: 53.2,
    district: 'dst-003',
  },
  land: 'street',
  topic: 'road.pothole',
  channel: 'web',
}
