// Under what conditions sets may be used: nothing is claimed that nobody has granted. Words: `openData.licence.NAME`.
import type { OpenLicence } from '#platform/open-data/set.ts'

/** The address of a licence, where one was given. */
export const licences: Record<OpenLicence, { url: string | null }> = {
  // The pages name no licence, and the pack gives facts in words of its own.
  facts: { url: null },
  // The city has not named one for what it writes here.
  own: { url: null },
  // Only the operator knows whose file it is; one of OpenStreetMap brings its ODbL along.
  operator: { url: null },
}
