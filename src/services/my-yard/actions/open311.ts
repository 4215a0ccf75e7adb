// A report that a program sends by Open311: the same case as any other, under a guest's handle.
import { openCase } from '#kernel/cases/index.ts'
import { newHandle } from '#kernel/identity/index.ts'
import { action } from '#platform/city.ts'
import type { Posted } from '../feeds/posted.ts'
import type { DraftPlace } from '../rules.ts'

/** Opens a case from a post. Of the person nothing is kept: there is no consent in such a post. */
export const openPosted = action(
  'my-yard',
  async (
    city,
    input: { posted: Posted; place: DraftPlace; land: 'yard' | 'street' },
  ): Promise<{ number: string; token: string }> => {
    const handle = await newHandle(city, { module: 'cases', person: null })
    const { posted, place, land } = input
    const { number, secret } = await openCase(city, {
      text: posted.description,
      photo: null,
      place,
      land,
      topic: posted.service.code,
      channel: 'open311',
      handle,
      attributes: posted.attributes,
    })
    return { number, token: secret }
  },
)
