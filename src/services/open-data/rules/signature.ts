// How the city signs what it tells: the Standard Webhooks scheme 1.0, HMAC-SHA256 over id, time and body.
import { createHmac } from 'node:crypto'

/** What a webhook's secret is derived for. */
export function secretName(webhook: string, version: number): string {
  return `webhook ${webhook} ${version}`
}

/** A secret as its owner gets it. */
export function secretText(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`
}

/** The headers of a message; one signature a secret, the present one first, so that receivers may change theirs in peace. */
export function signedHeaders(
  message: { id: string; at: Date; body: string },
  secrets: readonly Buffer[],
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000))
  const content = `${message.id}.${timestamp}.${message.body}`
  return {
    'content-type': 'application/json',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets
      .map((secret) => `v1,${createHmac('sha256', secret).update(content).digest('base64')}`)
      .join(' '),
  }
}
