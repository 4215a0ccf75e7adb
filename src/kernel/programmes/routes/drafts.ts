// The draft of an address, and a change of it that overwrites nothing unseen.
import { type Fields, typedIn } from '#platform/form.ts'
import type { Visit } from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { saveDraft } from '../actions/programmes.ts'
import { type Draft, draftOf } from '../queries/programmes.ts'
import type { Definition } from '../rules/definition.ts'

/** Saves a change of the draft; false where somebody saved another after `seen`. */
export async function changed(
  city: Visit['city'],
  draft: Draft,
  fields: Fields,
  change: (definition: Definition) => Definition,
): Promise<boolean> {
  const seen = Number(typedIn(fields, 'seen'))
  if (seen !== draft.revision) return false
  try {
    await saveDraft(city, { programme: draft.programme, seen, definition: change(draft.definition) })
    return true
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'conflict') return false
    throw error
  }
}

/** The draft that the address names. Throws `missing`. */
export async function draftIn({ city, params }: Visit): Promise<Draft> {
  const draft = await draftOf(city, params.id ?? '')
  if (!draft) throw refuse.missing('programmes.refusal.noProgramme')
  return draft
}
