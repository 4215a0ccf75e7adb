// Hearing NOTIFY on a server: one connection of its own, which comes back when it is lost.
import pg from 'pg'

export type Heard = (payload: string) => void

export interface Ears {
  listen(channel: string, heard: Heard): Promise<() => Promise<void>>
  close(): Promise<void>
}

const firstWait = 100
const longestWait = 10_000

/**
 * Listens on channels of a PostgreSQL server. What was said while the connection was lost is lost as well, so after a return
 * every listener is called once with an empty payload: look yourself.
 */
export function serverEars(config: pg.ClientConfig): Ears {
  const listeners = new Map<string, Set<Heard>>()
  let connected: Promise<pg.Client> | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...config, keepAlive: true })
    client.on('notification', ({ channel, payload }) => {
      for (const heard of listeners.get(channel) ?? []) heard(payload ?? '')
    })
    // Without a listener an 'error' event would end the process; the 'end' that follows brings the connection back.
    client.on('error', () => {})
    await client.connect()
    client.once('end', () => {
      connected = undefined
      if (!closed && listeners.size > 0) comeBack(firstWait)
    })
    for (const channel of listeners.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    return client
  }

  function client(): Promise<pg.Client> {
    connected ??= connect().catch((error: unknown) => {
      connected = undefined
      throw error
    })
    return connected
  }

  function comeBack(wait: number): void {
    timer = setTimeout(() => {
      client().then(
        () => {
          for (const all of listeners.values()) for (const heard of all) heard('')
        },
        () => {
          if (!closed) comeBack(Math.min(wait * 2, longestWait))
        },
      )
    }, wait)
    timer.unref()
  }

  return {
    async listen(channel, heard) {
      const all = listeners.get(channel) ?? new Set<Heard>()
      listeners.set(channel, all)
      all.add(heard)
      const open = await client()
      await open.query(`listen ${pg.escapeIdentifier(channel)}`)
      return async () => {
        all.delete(heard)
        if (all.size > 0 || listeners.get(channel) !== all) return
        listeners.delete(channel)
        const still = await connected?.catch(() => undefined)
        if (still && !closed) await still.query(`unlisten ${pg.escapeIdentifier(channel)}`)
      }
    },
    async close() {
      closed = true
      clearTimeout(timer)
      listeners.clear()
      const open = await connected?.catch(() => undefined)
      await open?.end()
    },
  }
}
