// Requests to a provider: through the operator's proxy and certificates, within a time and a size, following no redirect.
import { rootCertificates } from 'node:tls'
import type { CustomFetch } from 'openid-client'
import { Agent, type Dispatcher, ProxyAgent, fetch as undiciFetch } from 'undici'
import type { Provider } from './settings.ts'

/** A provider's longest honest answer is a few kB of keys. */
const mostBytes = 1_000_000

/** How requests to this provider are made. */
export function guardedFetch({
  ca,
  proxy,
  timeoutSeconds,
}: Pick<Provider, 'ca' | 'proxy' | 'timeoutSeconds'>): CustomFetch {
  const tls = ca === null ? {} : { ca: [...rootCertificates, ca] }
  const wait = timeoutSeconds * 1000
  const times = { headersTimeout: wait, bodyTimeout: wait }
  const dispatcher: Dispatcher =
    proxy === undefined
      ? new Agent({ ...times, connect: { ...tls, timeout: wait } })
      : new ProxyAgent({ ...times, uri: proxy, requestTls: tls, proxyTls: tls })
  return async (url, { body, headers, method, signal }) => {
    const answer = await undiciFetch(url, {
      method,
      headers: body instanceof URLSearchParams ? { 'content-type': formType, ...headers } : headers,
      body: body instanceof URLSearchParams || typeof body === 'string' ? body.toString() : null,
      redirect: 'manual',
      dispatcher,
      // Beside the times of each step: a provider that sends a byte now and then holds nobody longer than this.
      signal: signal ?? AbortSignal.timeout(wait),
    })
    const bytes = await readShort(answer.body)
    const empty = [101, 204, 205, 304].includes(answer.status)
    return new Response(empty ? null : bytes, { status: answer.status, headers: [...answer.headers] })
  }
}

const formType = 'application/x-www-form-urlencoded;charset=UTF-8'

async function readShort(body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > mostBytes) throw new Error(`an answer of more than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
