// What owners of keys and webhooks may send.
import { z } from 'zod'
import { field, form } from '#platform/form.ts'
import { scopes } from './rules/quotas.ts'

const several = (missing: string) =>
  z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.string().max(100)).min(1, missing).max(60, 'platform.form.choose'),
  )

export const keyForm = form({
  name: field.text(60),
  purpose: field.text(300),
  scopes: several('openData.wrong.scopes').pipe(z.array(z.enum(scopes, 'openData.wrong.scopes'))),
})

/** `facts` and `allows` are what the house knows: which facts are public, and which addresses may be told. */
export function webhookForm(facts: readonly string[], allows: (url: string) => boolean) {
  return form(
    { key: field.code(), url: field.text(500), facts: several('openData.wrong.facts') },
    ({ url, facts: chosen }) => ({
      ...(allows(url) ? {} : { url: { key: 'openData.wrong.url' } }),
      ...(chosen.every((fact) => facts.includes(fact)) ? {} : { facts: { key: 'openData.wrong.facts' } }),
    }),
  )
}
