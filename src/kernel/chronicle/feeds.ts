// What machines read of the record: checkpoint, tiles and entry bundles as C2SP tlog-tiles has them, keys, and receipts.

import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import { entryBundle, parseTilePath, type TileId, tileAt, tileWidth, vkeyOf } from '#engines/transparency-log/index.ts'
import type { City } from '#platform/city.ts'
import { encodingFor } from '#platform/http/negotiate.ts'
import { type Answer, bytes, fileApi, get, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { Publication } from './publication.ts'
import { checkpointFor, receiptAt, receiptOf } from './receipts.ts'
import type { Seal } from './seal.ts'
import { chronicleDb } from './tables.ts'
import { cosignedCheckpoints } from './witnesses.ts'

/** The routes of a record that is published. */
export function chronicleFeeds({ seal, publication }: { seal: Seal; publication: Publication }): Route[] {
  return [
    get(
      '/chronicle/checkpoint',
      anyone,
      async (visit) => {
        const { head } = await publication.look(visit.city)
        if (head === null) throw refuse.missing('chronicle.refusal.noCheckpoint')
        // The newest one, whoever has seen it: no older one holds the place after the last.
        const newest = checkpointFor(head, await cosignedCheckpoints(visit.city), head.checkpoint.size)
        return bytes(plainText, newest.note, { keep: 5 })
      },
      { api: fileApi('chronicle.api.checkpoint', 'chronicle', 'text/plain') },
    ),
    get(
      '/chronicle/vkey',
      anyone,
      async () => bytes(plainText, (await seal.signers()).map((signer) => `${vkeyOf(signer)}\n`).join(''), { keep: 5 }),
      { api: fileApi('chronicle.api.vkey', 'chronicle', 'text/plain') },
    ),
    // Whoever checks a log of a million entries asks eight thousand times.
    get('/chronicle/tile/*', anyone, (visit) => tileAnswer(visit, publication), {
      perMinute: 60_000,
      api: fileApi('chronicle.api.tile', 'chronicle', 'application/octet-stream', {
        tile: { schema: z.string(), about: 'chronicle.api.tile.path', example: '0/000.p/1' },
      }),
    }),
    get(
      '/chronicle/receipts/:file',
      anyone,
      async (visit) => {
        const place = /^(0|[1-9]\d{0,14})\.json$/.exec(visit.params.file ?? '')?.[1]
        const receipt = place === undefined ? null : await receiptAt(visit.city, publication, Number(place))
        return receiptAnswer(receipt, `chronicle-${place}`)
      },
      {
        api: fileApi('chronicle.api.receipt', 'chronicle', 'application/json', {
          file: { schema: z.string(), about: 'chronicle.api.receipt.file', example: '1.json' },
        }),
      },
    ),
    get(
      '/chronicle/receipts/of/:file',
      anyone,
      async (visit) => {
        const subject = /^(.+)\.json$/.exec(visit.params.file ?? '')?.[1]
        const receipt = subject === undefined ? null : await receiptOf(visit.city, publication, subject)
        return receiptAnswer(receipt, `chronicle-${subject?.replaceAll(/[^A-Za-z0-9-]+/g, '-')}`)
      },
      {
        api: fileApi('chronicle.api.receiptOf', 'chronicle', 'application/json', {
          file: { schema: z.string(), about: 'chronicle.api.receiptOf.file', example: 'project:prj-001.json' },
        }),
      },
    ),
  ]
}

const plainText = 'text/plain; charset=utf-8'

function receiptAnswer(receipt: Uint8Array | null, name: string): Answer {
  if (receipt === null) throw refuse.missing('chronicle.refusal.noReceipt')
  return bytes('application/json', receipt, {
    keep: 5,
    headers: { 'content-disposition': `attachment; filename="${name}.json"` },
  })
}

async function tileAnswer(visit: Visit, publication: Publication): Promise<Answer> {
  const id = parseTilePath(visit.path.slice('/chronicle/'.length))
  const { head } = await publication.look(visit.city)
  const there = id && head && tileAt(head.checkpoint.size, id.level, id.index)
  if (!there || id.width > there.width) throw refuse.missing('chronicle.refusal.noTile')
  const { bytes: found, whole } = id.level === 'entries' ? await bundleOf(visit.city, id) : await tileOf(visit.city, id)
  return partOf(visit, found, whole)
}

interface Part {
  bytes: Uint8Array
  /** False where the database has less than what was published: whoever checks sees where it ends, and nobody keeps it. */
  whole: boolean
}

async function tileOf(city: City, { level, index, width }: TileId): Promise<Part> {
  const row = await chronicleDb(city)
    .selectFrom('chronicle.tiles')
    .select('hashes')
    .where('level', '=', Number(level))
    .where('index', '=', index)
    .executeTakeFirst()
  if (!row) throw refuse.missing('chronicle.refusal.noTile')
  return { bytes: row.hashes.subarray(0, width * 32), whole: row.hashes.length >= width * 32 }
}

/** The rows as they are, in the order of their places: what was changed behind the city's back shows in whoever checks. */
async function bundleOf(city: City, { index, width }: TileId): Promise<Part> {
  const start = index * tileWidth
  const rows = await chronicleDb(city)
    .selectFrom('chronicle.entries')
    .select('body')
    .where('place', '>=', start)
    .where('place', '<', start + width)
    .orderBy('place')
    .execute()
  // A body that somebody made too long for a bundle is as wrong when it is cut.
  const bytes = entryBundle(rows.map(({ body }) => Buffer.from(body).subarray(0, 0xffff)))
  return { bytes, whole: rows.length === width }
}

const squeeze = promisify(gzip)

// Kept by browsers and proxies, not here: a check of the whole record would push every page out of the city's own memory.
async function partOf(visit: Visit, plain: Uint8Array, whole: boolean): Promise<Answer> {
  const packs = encodingFor(visit.header('accept-encoding'), { br: null, gzip: plain.length >= 1024 || null })
  return bytes('application/octet-stream', packs ? await squeeze(plain, { level: 1 }) : plain, {
    keep: 0,
    headers: {
      'cache-control': whole ? 'public, max-age=31536000, immutable' : 'no-store',
      // Whoever checks may be a page of anybody's.
      'access-control-allow-origin': '*',
      vary: 'accept-encoding',
      ...(packs ? { 'content-encoding': packs } : {}),
    },
  })
}
