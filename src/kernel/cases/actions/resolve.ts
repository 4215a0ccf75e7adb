// Saying that it is done: only with a photo that proves it, or on an inspector's word.
import { sql } from 'kysely'
import { alikePhotos, keepPhoto, type Prepared } from '#kernel/media/index.ts'
import { distanceMetres } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { CaseFacts } from '../facts.ts'
import { officeOf } from '../offices.ts'
import { mayGiveWord, mayResolve, resolvers, wordGivers } from '../policy.ts'
import { limits } from '../reference.ts'
import { proofFaults } from '../rules.ts'
import { casesDb } from '../tables.ts'
import { endHolding, officeName } from './chain.ts'
import { inscribeStep } from './inscribe.ts'
import { type LockedCase, lockOpenCase } from './lock.ts'

const announce = announcer<CaseFacts>()

export interface Resolving {
  number: string
  /** What was done, in plain words; everybody reads it. */
  note: string
  photo: Prepared | null
  /** An inspector's word, where there is no photo. */
  word: string | null
}

/** Resolves a case. Throws `invalid` on `photo` with what speaks against it, or when there is neither photo nor word. */
export const resolveCase = action('cases', async (city, input: Resolving): Promise<{ resolution: string }> => {
  const found = await lockOpenCase(city, input.number)
  demand(city.actor, mayResolve, found.last)
  if (input.word !== null && !mayGiveWord.allows(city.actor, found.last))
    throw refuse.invalid({ word: { key: 'cases.error.wordNotYours' } })
  if (input.photo === null && input.word === null) throw refuse.invalid({ photo: { key: 'cases.proof.missing' } })
  const office = officeOf(city.actor, input.word === null ? resolvers : wordGivers, found.last.body)
  const photo = input.photo && (await keepProof(city, found, input.photo))
  const resolution = newId(found.at)
  await endHolding(city, found, 'resolved')
  await casesDb(city)
    .insertInto('cases.resolutions')
    .values({
      id: resolution,
      case_id: found.id,
      holding: found.last.id,
      at: found.at,
      by_office: office,
      note: input.note,
      photo,
      word: input.word,
    })
    .execute()
  await inscribeStep(city, 'resolved', {
    number: found.number,
    office: await officeName(city, office),
    data: {
      resolution,
      holder: found.last.body,
      proof: input.photo ? 'photo' : 'word',
      // The picture's own hash: nobody can put another in its place unseen.
      ...(input.photo ? { photo: input.photo.exact } : {}),
      due: found.last.dueAt.toISOString(),
    },
    texts: { note: input.note, ...(input.word === null ? {} : { word: input.word }) },
  })
  await announce(city, 'cases.resolved', `case:${found.number}`, { number: found.number, resolution })
  return { resolution }
})

// One photo at a time is compared and kept in the whole city, else the same one could close two cases at once.
async function keepProof(city: City, found: LockedCase, photo: Prepared): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended('cases proof', 0))`.execute(city.db)
  const { proofMetres } = await limits(city)
  const faults = proofFaults(
    {
      takenAt: photo.takenAt,
      editedBy: photo.editedBy,
      alike: await alikePhotos(city, photo),
      metres: metresFrom(found, photo.point),
    },
    { openedAt: found.openedAt, proofMetres },
  )
  const fault = faults[0]
  if (fault !== undefined) {
    const values = {
      taken: photo.takenAt ?? city.now,
      opened: found.openedAt,
      metres: proofMetres,
      editor: photo.editedBy ?? '',
    }
    throw refuse.invalid({ photo: { key: fault, values } })
  }
  return (await keepPhoto(city, { photo, kind: 'repair' })).id
}

function metresFrom(
  place: { lat: number | null; lon: number | null },
  point: { lat: number; lon: number } | null,
): number | null {
  if (!point || place.lat === null || place.lon === null) return null
  return distanceMetres(point, { lat: place.lat, lon: place.lon })
}
