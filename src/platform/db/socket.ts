// Questions and answers between processes over a Unix socket: JSON, one value a line.
import { closeSync, openSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createConnection, createServer, type Socket } from 'node:net'
import { join, relative } from 'node:path'

export type Serve = (request: unknown, say: (line: unknown) => void) => Promise<unknown>

const longestRequest = 1_000_000

/** Listens on the socket `name` in `folder` (mode 0600), and answers each connection's one request by `serve`. */
export async function listenOn(folder: string, name: string, serve: Serve): Promise<{ close(): Promise<void> }> {
  const place = reach(folder, name)
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    // Whoever asked may be gone before the answer; that concerns nobody here.
    socket.on('error', () => {})
    void answerOn(socket, serve)
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(place.path, resolve)
    })
    await chmod(join(folder, name), 0o600)
  } catch (error) {
    place.close()
    throw error
  }
  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      await closed
      place.close()
    },
  }
}

/**
 * Asks whoever listens on the socket; `nobody` where no process does. Throws the other side's sentence where it failed,
 * and where `signal` ends the patience.
 */
export async function ask(
  folder: string,
  name: string,
  request: unknown,
  heard: (line: unknown) => void,
  signal?: AbortSignal,
): Promise<'nobody' | { answer: unknown }> {
  const place = reach(folder, name)
  const socket = createConnection({ path: place.path, ...(signal ? { signal } : {}) })
  try {
    const connected = await connectedTo(socket)
    if (!connected) return 'nobody'
    socket.write(`${JSON.stringify({ request })}\n`)
    return await answerFrom(socket, heard)
  } finally {
    socket.destroy()
    place.close()
  }
}

// A socket's path has room for 107 bytes (103 on macOS). Longer ones are reached from the working folder, or on Linux
// through a descriptor of their folder.
const longestPath = 103

function reach(folder: string, name: string): { path: string; close(): void } {
  const path = [join(folder, name), relative(process.cwd(), join(folder, name))].find(
    (each) => Buffer.byteLength(each) <= longestPath,
  )
  if (path !== undefined) return { path, close() {} }
  if (process.platform !== 'linux') {
    throw new Error(
      `The path ${join(folder, name)} is too long for a socket: choose a data folder with a shorter path.`,
    )
  }
  const descriptor = openSync(folder, 'r')
  let open = true
  return {
    path: `/proc/self/fd/${descriptor}/${name}`,
    close() {
      if (open) closeSync(descriptor)
      open = false
    },
  }
}

// No such file, nobody listening, or a file that is no socket (a copied folder): nobody is there. A full queue (EAGAIN) or
// a socket of somebody else's (EACCES) is a living holder, and is thrown.
const silent = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'])

function connectedTo(socket: Socket): Promise<boolean> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (silent.has(error.code ?? '')) resolve(false)
      else reject(error)
    })
  })
}

async function answerFrom(socket: Socket, heard: (line: unknown) => void): Promise<{ answer: unknown }> {
  try {
    for await (const text of linesOf(socket, Number.POSITIVE_INFINITY)) {
      const message: unknown = JSON.parse(text)
      if (typeof message !== 'object' || message === null) continue
      if ('line' in message) heard(message.line)
      if ('failed' in message) throw new Failed(String(message.failed))
      if ('done' in message) return { answer: message.done }
    }
  } catch (error) {
    if (error instanceof Failed) throw error
    throw new Error(cutShort, { cause: error })
  }
  throw new Error(cutShort)
}

/** The other side's own sentence about why it could not do what was asked. */
export class Failed extends Error {}

const cutShort = 'The city that holds the data folder stopped before it had answered.'

async function answerOn(socket: Socket, serve: Serve): Promise<void> {
  const tell = (message: object) => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
  }
  try {
    const { request } = await requestOn(socket)
    const done = await serve(request, (line) => tell({ line }))
    tell({ done: done ?? null })
  } catch (error) {
    tell({ failed: error instanceof Error ? error.message : String(error) })
  }
  socket.end()
}

async function requestOn(socket: Socket): Promise<{ request: unknown }> {
  for await (const text of linesOf(socket, longestRequest)) {
    const message: unknown = JSON.parse(text)
    // From here on nothing more is read; without this the end of the connection would go unnoticed.
    socket.resume()
    if (typeof message === 'object' && message !== null && 'request' in message) return { request: message.request }
    break
  }
  throw new Error('The request was not understood.')
}

async function* linesOf(socket: Socket, longest: number): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  // The iterator of a stream destroys it when the reader stops; here the answer is still to be written.
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longest) throw new Error('The request is too long.')
    yield* lines
  }
}
