// One of several processes in a test: serves a kept page of one row, and writes it when asked.
import { createServer } from 'node:http'
import { sql } from 'kysely'
import { openDatabase } from '../db/open.ts'
import { openLog } from '../log.ts'
import { joinProcesses, type Processes } from '../processes.ts'
import { openPageCache } from './cache.ts'

const database = await openDatabase({ url: process.argv[2] ?? '' })
let processes: Processes | null = null
const cache = openPageCache({ now: () => Date.now(), hears: () => processes?.hears() ?? false })
processes = await joinProcesses({
  database,
  log: openLog('silent'),
  heard: (schemas) => cache.drop(schemas),
  missed: () => cache.forget(),
})

async function read(): Promise<string> {
  const { rows } = await sql<{ n: number }>`select n from notes`.execute(database.kysely)
  return String(rows[0]?.n)
}

const server = createServer(async (request, response) => {
  if (cache.answer(request, response)) return
  const url = request.url ?? '/'
  if (request.method === 'POST') {
    await sql`update notes set n = ${Number(url.slice(1))}`.execute(database.kysely)
    cache.drop(['notes'])
    await processes?.tell(new Set(['notes']))
    response.end('written')
    return
  }
  const mark = cache.mark()
  const body = Buffer.from(await read())
  const name = { rawUrl: url, host: '', canonical: url, look: 'auto.m.normal.on', json: false, near: null }
  cache.keep(name, { status: 200, headers: { kept: 'yes' }, body, etag: 'x', seconds: 600 }, new Set(['notes']), mark)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : '')
})
process.on('disconnect', () => process.exit(0))
