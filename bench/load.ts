// One round of load on one address: sixteen keep-alive connections, counted over some seconds.
import autocannon from 'autocannon'

export interface Target {
  what: string
  /** What answers: the raw server, or the city on one of its databases. */
  on: string
  origin: string
  path: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

/** Requests a second, and the 99th percentile in milliseconds. Throws when an answer was not a success. */
export async function load(target: Target, seconds: number): Promise<{ rate: number; p99: number }> {
  let sent = 0
  const result = await autocannon({
    url: target.origin + target.path,
    method: target.method,
    connections: 16,
    duration: seconds,
    headers: target.headers ?? {},
    ...(target.body === undefined ? {} : { body: target.body }),
    setupClient: (client) => {
      // Each request comes from an address of its own: the limits of one address are not what is measured here.
      client.on('response', () => {
        sent += 1
        client.setHeaders({
          ...target.headers,
          'x-forwarded-for': `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`,
        })
      })
    },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.on} ${target.path}: ${result.non2xx} refused, ${result.errors} failed`)
  return { rate: result['2xx'] / result.duration, p99: result.latency.p99 }
}

export async function warm(target: Target): Promise<void> {
  await load(target, 1)
}

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
