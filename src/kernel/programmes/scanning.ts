// Looking at papers before and after they are kept: outside of transactions, so that no scanner holds the city up.
import { inspectPaper, namelessCopy, type PaperKind } from '#kernel/media/index.ts'
import { ScanFailed, type VirusScan } from '#outside/virus-scan/index.ts'
import type { City } from '#platform/city.ts'
import type { Files } from '#platform/files.ts'
import type { Upload } from '#platform/http/route.ts'
import type { FieldError } from '#platform/refusal.ts'
import { noteScan } from './actions/documents.ts'
import type { PaperAsked } from './rules/asked.ts'
import { applyingDb, type ScanState } from './tables/applying.ts'

export interface Scanning {
  files: Files
  /** Null where no scanner is configured: then nothing is called clean. */
  virusScan: VirusScan | null
}

export interface LookedAt {
  scan: ScanState
  scanner: string | null
  said: string | null
}

/** Looks at bytes; what could not be looked at is looked at again by the clock. */
export async function lookAt(virusScan: VirusScan | null, bytes: Uint8Array): Promise<LookedAt> {
  if (virusScan === null) return { scan: 'waiting', scanner: null, said: null }
  try {
    const answer = await virusScan.scan(bytes)
    return answer.kind === 'clean'
      ? { scan: 'clean', scanner: virusScan.name, said: null }
      : { scan: 'infected', scanner: virusScan.name, said: answer.found }
  } catch (error) {
    if (!(error instanceof ScanFailed)) throw error
    return { scan: 'failed', scanner: virusScan.name, said: error.trouble }
  }
}

export interface ReadPaper extends LookedAt {
  sha: string
  name: string
  kind: PaperKind
  size: number
}

/** Reads a paper that somebody sent for what was asked, and keeps its bytes; or what is wrong with it, in her words. */
export async function readPaper(
  { files, virusScan }: Scanning,
  upload: Upload | undefined,
  asked: Pick<PaperAsked, 'formats' | 'largest'>,
): Promise<ReadPaper | { error: FieldError }> {
  if (!upload || (upload.bytes.length === 0 && upload.name === '')) return wrong('programmes.paper.none')
  if (upload.bytes.length === 0) return wrong('programmes.paper.empty')
  if (upload.cut || upload.bytes.length > asked.largest * 1_000_000)
    return wrong('programmes.paper.large', { most: asked.largest })
  const paper = await inspectPaper(upload.bytes)
  if (typeof paper === 'string') return wrong(`programmes.paper.${paper}`)
  if (!asked.formats.includes(paper.kind))
    return wrong('programmes.paper.format', { formats: asked.formats.join(', ').toUpperCase() })
  const looked = await lookAt(virusScan, upload.bytes)
  if (looked.scan === 'infected') return wrong('programmes.paper.infected', { found: looked.said ?? '' })
  const sha = await files.put(upload.bytes)
  return { ...looked, sha, name: nameOf(upload.name, paper.ending), kind: paper.kind, size: upload.bytes.length }
}

/** Keeps a copy that names nobody, for reviewers who do not know whose application they read; null where none can be made. */
export async function keepNameless(files: Files, bytes: Uint8Array, kind: PaperKind): Promise<string | null> {
  const copy = await namelessCopy(bytes, kind)
  return copy && files.put(copy)
}

/** Looks again at documents that wait; to be called by the clock. Answers how many it looked at. */
export async function lookAgain(city: City, { files, virusScan }: Scanning, most = 20): Promise<number> {
  if (virusScan === null) return 0
  const waiting = await applyingDb(city)
    .selectFrom('programmes.documents')
    .select(['id', 'sha'])
    .where('scan', 'in', ['waiting', 'failed'])
    .where('removed_at', 'is', null)
    .where('next_try_at', '<=', city.now)
    .orderBy('next_try_at')
    .limit(most)
    .execute()
  for (const { id, sha } of waiting) {
    const bytes = await files.read(sha)
    const looked: LookedAt = bytes
      ? await lookAt(virusScan, bytes)
      : { scan: 'failed', scanner: virusScan.name, said: 'gone' }
    await noteScan(city, { document: id, ...looked })
  }
  return waiting.length
}

function wrong(key: string, values?: FieldError['values']): { error: FieldError } {
  return { error: values ? { key, values } : { key } }
}

// Names come from strangers: no path, no sign that nobody sees, and the ending that the bytes have.
function nameOf(name: string, ending: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[\p{C}"<>|:*?]/gu, '')
    .replace(/\.[^.]{1,5}$/, '')
    .trim()
    .slice(0, 120)
  return `${plain || 'document'}.${ending}`
}
