// Makes the fonts that share pictures are drawn in, for tests on a machine that has none.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const LETTERS = Array.from({ length: 0x510 }, (_, i) => String.fromCodePoint(0x20 + i)).join('')

export const writeGolos = async (folder) => {
  await mkdir(folder, { recursive: true })
  const packaged = dirname(fileURLToPath(import.meta.resolve('@fontsource-variable/golos-text/package.json')))
  for (const part of ['latin', 'cyrillic', 'cyrillic-ext']) {
    const woff2 = await readFile(join(packaged, 'files', `golos-text-${part}-wght-normal.woff2`))
    await writeFile(
      join(folder, `${part}.ttf`),
      await subsetFont(woff2, `${LETTERS}«»…№₽–—`, { targetFormat: 'truetype' }),
    )
  }
  const conf = join(folder, 'fonts.conf')
  await writeFile(
    conf,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  )
  return conf
}
