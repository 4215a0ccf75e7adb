// The night's sweep: files that a photo or another module names stay, the others go, however many there are.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFiles } from '#platform/files.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { keepPhoto, media, preparePhoto, prepareRelease, releasePhoto } from './index.ts'
import { yard } from './yard.testing.ts'

let bare: BareCity
let folder: string
/** What another module keeps in the store. */
const papers = new Set<string>()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'))
  bare = await openBareCity([
    media(openFiles(folder), () => [
      { name: 'papers', floor: 'services', files: async (_, shas) => shas.filter((sha) => papers.has(sha)) },
    ]),
  ])
})
afterAll(async () => {
  await bare.close()
  await rm(folder, { recursive: true })
})

test('files that nobody names are gone after the night, all sizes of photos and the papers of others stay', async () => {
  const files = openFiles(folder)
  const upload = { name: 'a.jpg', type: 'image/jpeg', bytes: await yard(7), cut: false }
  const photo = await preparePhoto(files, upload, { now: bare.now, zone: 'Europe/Samara' })
  const { id } = await keepPhoto(bare.as(), { photo, kind: 'report' })
  const sizes = await prepareRelease(files, photo.sizes, [{ x: 0.1, y: 0.1, width: 0.2, height: 0.2 }])
  await releasePhoto(bare.as(), { id, sizes })
  const orphans = await Promise.all(
    Array.from({ length: 1100 }, (_, n) => files.put(new TextEncoder().encode(`nobody's ${n}`))),
  )
  const paper = await files.put(new TextEncoder().encode('an act of acceptance'))
  papers.add(paper)
  // Files know the computer's own time: the night is long after it.
  bare.now = new Date('2100-01-02T03:00:00Z')
  await bare.worker.tick()
  await bare.worker.settle()
  const { small, medium, large } = photo.sizes
  for (const { sha } of [small, medium, large, sizes.small, sizes.medium, sizes.large])
    expect(await files.read(sha)).not.toBeNull()
  expect(await files.read(paper)).not.toBeNull()
  for (const sha of orphans) expect(await files.read(sha)).toBeNull()
})
