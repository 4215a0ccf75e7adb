// A case as its staff see it: also what is not public; who looked is written down.

import { photosFor, type Sizes } from '#kernel/media/index.ts'
import { action } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { officeOf } from '../offices.ts'
import {
  bodiesSeen,
  caseRoles,
  mayAnswer,
  mayDecline,
  mayGiveWord,
  mayHandOver,
  mayRelease,
  mayResolve,
  maySeeDesk,
} from '../policy.ts'
import { type CasePhoto, type CaseView, casePhoto, viewOf } from '../queries/case.ts'
import { caseRows } from '../queries/rows.ts'
import { casesDb } from '../tables.ts'

export interface FilePhoto extends CasePhoto {
  released: boolean
  takenAt: Date | null
  editedBy: string | null
  sizes: Sizes
}

export interface CaseFile {
  view: CaseView
  text: string
  placeNote: string | null
  attributes: Record<string, string>
  channel: string
  photo: FilePhoto | null
  released: { text: string | null; photo: boolean; at: Date } | null
  resolutions: { id: string; at: Date; note: string; word: string | null; photo: FilePhoto | null }[]
  reopenings: { at: Date; reason: string; wasConfirmed: boolean }[]
  complaintAbout: string | null
  may: Record<'release' | 'handOver' | 'answer' | 'decline' | 'resolve' | 'giveWord', boolean>
}

/**
 * The whole file of a case; writes down which office looked. Its module's name keeps cached public pages, which read no looks. Throws `missing`, and `not-allowed` when it is no business of the
 * actor's offices.
 */
export const openCaseFile = action('cases-looks', async (city, number: string): Promise<CaseFile> => {
  demand(city.actor, maySeeDesk, undefined)
  const rows = await caseRows(city, number)
  if (!rows) throw refuse.missing('cases.refusal.missing', { number: number.slice(0, 40) })
  const { found } = rows
  const seen = bodiesSeen(city.actor)
  const held = rows.holdings.map(({ body }) => body)
  // Whoever once held the case may look back at it.
  const mine = seen === 'all' ? found.body : seen.find((body) => held.includes(body))
  if (mine === undefined) throw refuse.notAllowed('platform.refusal.notAllowed')
  await casesDb(city)
    .insertInto('cases.looks')
    .values({ id: newId(city.now), case_id: found.id, at: city.now, by_office: officeOf(city.actor, caseRoles, mine) })
    .execute()
  const ids = [found.photo, ...rows.resolutions.map(({ photo }) => photo)].filter((id) => id !== null)
  const photos = new Map((await photosFor(city, ids)).map((photo) => [photo.id, photo]))
  const photoOf = (id: string | null): FilePhoto | null => {
    const photo = id === null ? undefined : photos.get(id)
    if (!photo) return null
    const { released, takenAt, editedBy, sizes } = photo
    return { ...casePhoto(photo, 'private'), released, takenAt, editedBy, sizes }
  }
  const release = rows.releases.at(-1)
  const about = { body: found.body }
  const may = (rule: typeof mayAnswer) => rule.allows(city.actor, about)
  return {
    view: await viewOf(city, rows),
    text: found.text,
    placeNote: found.place_note,
    attributes: found.attributes,
    channel: found.channel,
    photo: photoOf(found.photo),
    released: release ? { text: release.text, photo: release.photo, at: release.at } : null,
    resolutions: rows.resolutions.map(({ id, at, note, word, photo }) => ({
      id,
      at,
      note,
      word,
      photo: photoOf(photo),
    })),
    reopenings: rows.reopenings.map(({ at, reason, was_confirmed }) => ({ at, reason, wasConfirmed: was_confirmed })),
    complaintAbout: found.complaint_about,
    may: {
      release: may(mayRelease),
      handOver: may(mayHandOver),
      answer: may(mayAnswer),
      decline: may(mayDecline),
      resolve: may(mayResolve),
      giveWord: may(mayGiveWord),
    },
  }
})
