// Shows that words on pages and on pictures are drawn in letters, in a process that knows no system fonts.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPictureFonts, cutFonts } from './fonts.mjs'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-fonts-'))
  await buildPictureFonts(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the styles name the font files that the build cuts (if not: node src/web/fonts.mjs)', async () => {
  const { css, files } = await cutFonts()
  const written = await readFile(join(import.meta.dirname, 'styles/fonts.css'), 'utf8')
  expect(loose(written)).toBe(loose(css))
  expect(files.every(({ name }) => css.includes(name))).toBe(true)
})

test('what a Russian page needs at once is lighter than 30 kB', async () => {
  const { files, preload } = await cutFonts()
  const needed = files.filter(({ name }) => preload.includes(name))
  expect(needed).toHaveLength(2)
  expect(needed.reduce((sum, { contents }) => sum + contents.length, 0)).toBeLessThan(30_000)
})

test('«Ижевск ӝӟ № 5» is drawn in letters, not in boxes', async () => {
  const letters = [...'Ижевск№5ӝӟӥӧӵ₽Aщ']
  const drawn = await draw([...letters, '\u{1d11e}', '\u4e00', 'Ижевск ӝӟ № 5'])
  const pictures = letters.map((letter) => drawn[letter])
  expect(new Set(pictures).size).toBe(letters.length)
  // Two letters the family surely lacks: boxes or nothing, and no letter looks like either.
  for (const missing of ['\u{1d11e}', '\u4e00']) expect(pictures).not.toContain(drawn[missing])
  expect(pictures).not.toContain((await draw([' ']))[' '])
})

test('bold is a weight of its own', async () => {
  const regular = await draw(['Ижевск'])
  const bold = await draw(['Ижевск'], 700)
  expect(bold.Ижевск).not.toBe(regular.Ижевск)
})

// The formatter breaks long lines as it likes.
const loose = (text: string): string => text.replace(/\s+/g, ' ').trim()

// fontconfig reads its environment once, when sharp is loaded; hence a child, with nothing but our own fonts.conf.
async function draw(texts: string[], weight = 400): Promise<Record<string, string>> {
  const script = `
    const { default: sharp } = await import('sharp')
    const { createHash } = await import('node:crypto')
    const drawn = {}
    for (const text of ${JSON.stringify(texts)}) {
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><text x="8" y="44" font-family="Golos Text" font-weight="${weight}" font-size="40">' + text + '</text></svg>'
      const pixels = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).raw().toBuffer()
      drawn[text] = createHash('sha256').update(pixels).digest('hex')
    }
    console.log(JSON.stringify(drawn))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH ?? '', FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  })
  return JSON.parse(stdout)
}
