// Addresses of webhooks: a person's own, one of them with what was told to it, and all that can be done about it.
import { h } from 'preact'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { changeSecret, endWebhook, pauseWebhook, subscribe, testWebhook } from '../actions/webhooks.ts'
import { webhookForm } from '../forms.ts'
import { SecretPage, WebhookPage } from '../pages/webhook.tsx'
import { WebhooksPage } from '../pages/webhooks.tsx'
import { mayHoldKeys } from '../policy.ts'
import { keysOf } from '../queries/keys.ts'
import { deliveriesOf, webhookOf, webhooksOf } from '../queries/webhooks.ts'
import { secretName, secretText } from '../rules/signature.ts'
import type { OpenDataParts } from '../service.ts'
import { idIn, personIn } from './keys.ts'

const shown = 30

export function webhookRoutes(parts: OpenDataParts): Route[] {
  const one = '/open-data/webhooks/:webhook'
  const act =
    (run: (visit: Visit, hers: { id: string; person: string }) => Promise<unknown>) => async (visit: Visit) => {
      const hers = { id: idIn(visit.params.webhook), person: personIn(visit.city) }
      await run(visit, hers)
      return redirect(`/open-data/webhooks/${hers.id}`)
    }
  return [
    get('/open-data/webhooks', mayHoldKeys, (visit) => listPage(parts, visit, nothingTyped, 200), { personal: true }),
    post('/open-data/webhooks', mayHoldKeys, (visit) => begin(parts, visit), { perMinute: 20 }),
    get(one, mayHoldKeys, (visit) => onePage(parts, visit), { personal: true }),
    post(`${one}/secret`, mayHoldKeys, (visit) => newSecret(parts, visit), { perMinute: 20 }),
    post(
      `${one}/test`,
      mayHoldKeys,
      act(({ city }, hers) => testWebhook(city, hers)),
      { perMinute: 20 },
    ),
    post(
      `${one}/pause`,
      mayHoldKeys,
      act(({ city }, hers) => pauseWebhook(city, { ...hers, pause: true })),
    ),
    post(
      `${one}/resumption`,
      mayHoldKeys,
      act(({ city }, hers) => pauseWebhook(city, { ...hers, pause: false })),
    ),
    post(`${one}/ending`, mayHoldKeys, async ({ city, params }) => {
      await endWebhook(city, { id: idIn(params.webhook), person: personIn(city) })
      return redirect('/open-data/webhooks')
    }),
  ]
}

/** What may be subscribed to: the public facts of every door. */
function publicFacts({ doors }: OpenDataParts) {
  return doors().flatMap((door) => door.webhooks ?? [])
}

async function listPage(parts: OpenDataParts, { city }: Visit, typed: Typed, status: number) {
  const person = personIn(city)
  const keys = (await keysOf(city, person)).filter(({ revokedAt, scopes }) => !revokedAt && scopes.includes('webhooks'))
  const props = { webhooks: await webhooksOf(city, person), keys, facts: publicFacts(parts), typed }
  return page(city.words('openData.hooks.title'), h(WebhooksPage, props), { status, keep: 0 })
}

async function begin(parts: OpenDataParts, visit: Visit) {
  const { city } = visit
  const facts = publicFacts(parts).map(({ fact }) => fact)
  const form = webhookForm(facts, parts.guarded.allows).check(visit.fields)
  if (!form.ok) return listPage(parts, visit, { values: visit.fields, errors: form.errors }, 422)
  try {
    const key = idIn(form.value.key)
    const { id } = await subscribe(city, { ...form.value, key, person: personIn(city) })
    return secretPage(parts, visit, { id, version: 1 })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const errors = { key: { key: error.key, values: error.values } }
    return listPage(parts, visit, { values: visit.fields, errors }, error.status)
  }
}

async function onePage(parts: OpenDataParts, { city, params }: Visit) {
  const webhook = await webhookOf(city, { id: idIn(params.webhook), person: personIn(city) })
  if (!webhook) throw refuse.missing('openData.refusal.noWebhook')
  const props = { webhook, facts: publicFacts(parts), deliveries: await deliveriesOf(city, webhook.id, shown) }
  return page(city.words('openData.hook.title'), h(WebhookPage, props), { keep: 0 })
}

async function newSecret(parts: OpenDataParts, visit: Visit) {
  const id = idIn(visit.params.webhook)
  const { version } = await changeSecret(visit.city, { id, person: personIn(visit.city) })
  return secretPage(parts, visit, { id, version })
}

function secretPage({ secretFor }: OpenDataParts, { city }: Visit, { id, version }: { id: string; version: number }) {
  const secret = secretText(secretFor(secretName(id, version)))
  return page(city.words('openData.secret.title'), h(SecretPage, { secret, id, changed: version > 1 }), { keep: 0 })
}
