// A bad line between a browser and the city: it may lose an answer that the city has given, or bring another service worker.
import { request as ask, createServer, type Server } from 'node:http'
import { z } from 'zod'

export interface ShakyLine {
  url: string
  /** The next answer to a post at this path is lost after the city has given it; `lost` then holds its body. */
  loseAnswerTo(path: string): void
  lost: string[]
  /** From now on the city seems to have this version of its service worker. */
  version: string | null
  close(): void
}

export async function openShakyLine(city: string): Promise<ShakyLine> {
  const target = new URL(city)
  let losing: string | null = null
  const server: Server = createServer((request, response) => {
    const headers = { ...request.headers }
    if (request.url === '/service-worker.js') {
      headers['accept-encoding'] = 'identity'
      delete headers['if-none-match']
    }
    const { method, url: path } = request
    const out = ask({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        if (method === 'POST' && losing !== null && path?.startsWith(losing)) {
          losing = null
          line.lost.push(body.toString())
          request.socket.destroy()
          return
        }
        const said =
          path === '/service-worker.js' && line.version !== null
            ? Buffer.from(body.toString().replace(/"version":"\w+"/, `"version":"${line.version}"`))
            : body
        const { 'transfer-encoding': _, ...own } = answer.headers
        response.writeHead(answer.statusCode ?? 500, { ...own, 'content-length': said.length })
        response.end(said)
      })
    })
    out.on('error', () => request.socket.destroy())
    request.pipe(out)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const line: ShakyLine = {
    url: `http://127.0.0.1:${port}`,
    loseAnswerTo: (path) => {
      losing = path
    },
    lost: [],
    version: null,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return line
}
