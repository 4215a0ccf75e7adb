// Who speaks: the reporter or one who joined, by the secret of the private link or by being signed in.

import { handlesOf, personOf } from '#kernel/identity/index.ts'
import { photosFor } from '#kernel/media/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { limits } from '../reference.ts'
import { mayReopen, type Status } from '../rules.ts'
import { casesDb } from '../tables.ts'
import { type CasePhoto, casePhoto } from './case.ts'

export interface Speaking {
  token?: string | null
  person?: string | null
}

export interface Speaker {
  handle: string
  role: 'reporter' | 'joined'
}

/** Who speaks in this case, or null: the answer is the same for a wrong secret and for one of another case. */
export async function speakerIn(city: City, caseId: string, speaking: Speaking): Promise<Speaker | null> {
  const handles = [
    ...(await byToken(city, caseId, speaking.token ?? null)),
    ...(await byPerson(city, speaking.person ?? null)),
  ]
  if (handles.length === 0) return null
  const db = casesDb(city)
  const reported = await db.selectFrom('cases.cases').select('handle').where('id', '=', caseId).executeTakeFirst()
  const reporter = handles.find((handle) => handle === reported?.handle)
  if (reporter !== undefined) return { handle: reporter, role: 'reporter' }
  const joined = await db
    .selectFrom('cases.joins')
    .select('handle')
    .where('case_id', '=', caseId)
    .where('handle', 'in', handles)
    .executeTakeFirst()
  return joined ? { handle: joined.handle, role: 'joined' } : null
}

export interface OwnPart {
  role: 'reporter' | 'joined'
  /** The reporter's own words and photo, also before they are public. */
  text: string | null
  photo: CasePhoto | null
  mayConfirm: boolean
  mayReopen: boolean
  /** Nobody's yet: whoever holds the link may add the case to her own page. */
  unclaimed: boolean
}

/** What the reporter or one who joined sees besides; null for everybody else. */
export async function ownPart(city: City, number: string, speaking: Speaking): Promise<OwnPart | null> {
  const found = await casesDb(city)
    .selectFrom('cases.cases as c')
    .innerJoin('cases.standing as s', 's.id', 'c.id')
    .select(['c.id', 'c.text', 'c.photo', 's.status'])
    .where('c.number', '=', number)
    .executeTakeFirst()
  if (!found) return null
  const speaker = await speakerIn(city, found.id, speaking)
  if (!speaker) return null
  const own = speaker.role === 'reporter'
  const [photo] = own && found.photo ? await photosFor(city, [found.photo]) : []
  return {
    role: speaker.role,
    text: own ? found.text : null,
    photo: photo ? casePhoto(photo, 'private') : null,
    mayConfirm: found.status === 'resolved',
    mayReopen: await stillOpenable(city, found.id, found.status),
    unclaimed: (await personOf(city, speaker.handle)) === null,
  }
}

async function stillOpenable(city: City, caseId: string, status: Status): Promise<boolean> {
  if (status !== 'confirmed') return mayReopen(status, null, city.now, { reopenDays: 0 })
  const row = await casesDb(city)
    .selectFrom('cases.confirmations')
    .select('at')
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return mayReopen(status, row?.at ?? null, city.now, await limits(city))
}

async function byToken(city: City, caseId: string, token: string | null): Promise<string[]> {
  if (!token) return []
  const row = await casesDb(city)
    .selectFrom('cases.keys')
    .select('handle')
    .where('case_id', '=', caseId)
    .where('hash', '=', hashSecret(token))
    .executeTakeFirst()
  return row?.handle ? [row.handle] : []
}

async function byPerson(city: City, person: string | null): Promise<string[]> {
  if (!person) return []
  return (await handlesOf(city, person, 'cases')).map(({ handle }) => handle)
}
