// Browsers that may be woken: naming this one, and removing any.
import { deviceOf, pushPurpose } from '#kernel/identity/index.ts'
import { type Answer, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { addDevice, dropDevice } from '../actions/devices.ts'
import { deviceForm } from '../forms.ts'
import type { NotificationParts } from '../parts.ts'
import { consentText, ownReader } from './own.ts'
import { preferencesPage } from './preferences.ts'

export function deviceRoutes(parts: NotificationParts): Route[] {
  return [
    post('/notifications/preferences/browsers', signedIn, (visit) => add(parts, visit)),
    post('/notifications/preferences/browsers/removal', signedIn, remove),
  ]
}

async function add(parts: NotificationParts, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  if (!parts.push) throw refuse.missing('platform.refusal.missing')
  const form = deviceForm.check(fields)
  const errors = form.ok ? {} : form.errors
  if (form.ok && !parts.push.accepts(form.value.endpoint)) errors.endpoint = { key: 'notifications.form.endpoint' }
  if (!form.ok || Object.keys(errors).length > 0) return preferencesPage(parts, visit, { values: fields, errors }, 422)
  const { code: purpose, version: textVersion } = pushPurpose
  await addDevice(city, {
    reader: await ownReader(city),
    endpoint: form.value.endpoint,
    name: deviceOf(visit.header('user-agent')) ?? '',
    consent: { purpose, textVersion, text: consentText(parts, city, pushPurpose.text), ip: visit.ip },
  })
  return redirect('/notifications/preferences')
}

async function remove({ city, fields }: Visit): Promise<Answer> {
  const device = [fields.device ?? ''].flat()[0] ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(device)) throw refuse.missing('platform.refusal.missing')
  await dropDevice(city, { reader: await ownReader(city), device })
  return redirect('/notifications/preferences')
}
