// A whole log for tests: its files as they are published, receipts of its entries, and a web server that serves them.
import { once } from 'node:events'
import { createServer } from 'node:http'
import {
  checkpointText,
  consistencyProof,
  cosign,
  emptyEdge,
  entryBundle,
  grow,
  inclusionProof,
  leafHash,
  proofText,
  type ReadTile,
  receiptFrom,
  rootOfEdge,
  type Signer,
  signNote,
  tileAt,
  tilePath,
  tileWidth,
  vkeyOf,
} from '#engines/transparency-log/index.ts'

export type Files = Map<string, Uint8Array>

export interface PublishedLog {
  entries: Uint8Array[]
  files: Files
  /** The checkpoint with its cosignatures. */
  note: string
  proofOf(place: number): string
  receiptOf(place: number): Uint8Array
  /** A promise's receipt: its entries' places, oldest first. */
  receiptOfPromise(subject: string, places: number[]): Uint8Array
  consistencyFrom(size: number): Uint8Array[]
}

/** Publishes a log of these entries, signed and cosigned. */
export function publishLog(entries: Uint8Array[], signer: Signer, witnesses: Signer[] = []): PublishedLog {
  const files: Files = new Map()
  const { edge, tiles } = grow(emptyEdge, entries.map(leafHash))
  const size = entries.length
  for (const { level, index, hashes } of tiles) files.set(tilePath({ level, index, width: hashes.length / 32 }), hashes)
  putEntries(files, size, entries)
  const signed = signNote(checkpointText({ origin: signer.name, size, root: rootOfEdge(edge) }), [signer])
  const note = signed + witnesses.map((witness) => cosign(signed, witness, 1_800_000_000)).join('')
  files.set('checkpoint', new Uint8Array(Buffer.from(note)))
  files.set('vkey', new Uint8Array(Buffer.from(`${vkeyOf(signer)}\n`)))
  const tile: ReadTile = (id) => files.get(tilePath(id)) ?? new Uint8Array()
  const keys = { vkeys: [vkeyOf(signer)], witnesses: witnesses.map(vkeyOf) }
  const proofOf = (place: number) => proofText({ index: place, proof: inclusionProof(size, place, tile), note })
  const proven = (place: number) => ({ entry: entries[place] ?? new Uint8Array(), proof: proofOf(place) })
  return {
    entries,
    files,
    note,
    proofOf,
    receiptOf: (place) => receiptFrom({ ...proven(place), ...keys }),
    receiptOfPromise: (subject, places) =>
      receiptFrom({
        ...proven(places.at(-1) ?? 0),
        ...keys,
        of: { subject, earlier: places.slice(0, -1).map(proven) },
      }),
    consistencyFrom: (from) => consistencyProof(from, size, tile),
  }
}

/** Puts entries into the bundles of a log of `size`, whatever its tiles say. */
export function putEntries(files: Files, size: number, entries: readonly Uint8Array[]): void {
  for (let index = 0; index * tileWidth < size; index++) {
    const id = tileAt(size, 'entries', index)
    if (id) files.set(tilePath(id), entryBundle(entries.slice(index * tileWidth, index * tileWidth + id.width)))
  }
}

/** An entry as the city writes one. */
export function entryFor(subject: string, data: Record<string, number>): Uint8Array {
  const body = { at: '2026-11-25T10:00:00.000Z', data, kind: 'strategy.promised', subject, v: 1 }
  return new Uint8Array(Buffer.from(JSON.stringify(body)))
}

/** Serves the files of the moment under /chronicle/. */
export async function serveFiles(files: () => Files): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const bytes = files().get((request.url ?? '').replace(/^\/chronicle\//, ''))
    response.writeHead(bytes ? 200 : 404).end(bytes)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}
