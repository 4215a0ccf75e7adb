// Golos Text for documents: the build cuts it in parts by letters, and a line is put together of them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../root.ts'

/** A stretch of text that one font can draw; `arrow` is the one sign that Golos lacks and that is drawn by hand. */
export interface Stretch {
  font: string
  text: string
}

export interface Fonts {
  /** Font files by the name that stretches call them. */
  files: [string, Buffer][]
  stretches(text: string, bold: boolean): Stretch[]
}

/** What an arrow is called among fonts. */
export const arrow = 'arrow'

const known = new Map<string, Fonts>()

/** The fonts that the build has put into the folder. Throws an error that says to build when there are none. */
export function openFonts(folder = join(projectRoot, 'build/fonts')): Fonts {
  let fonts = known.get(folder)
  if (!fonts) {
    fonts = readFonts(folder)
    known.set(folder, fonts)
  }
  return fonts
}

function readFonts(folder: string): Fonts {
  const parts = partsIn(folder)
  const partOf = new Map(parts.flatMap(({ name, letters }) => [...letters].map((letter) => [letter, name] as const)))
  partOf.set('→', arrow)
  return {
    files: parts.flatMap(({ name }) =>
      [400, 700].map((weight): [string, Buffer] => [
        `${name}-${weight}`,
        readFileSync(join(folder, `golos-${name}-${weight}.ttf`)),
      ]),
    ),
    stretches: (text, bold) => stretchesOf(text, partOf, bold ? 700 : 400),
  }
}

function partsIn(folder: string): { name: string; letters: string }[] {
  try {
    return JSON.parse(readFileSync(join(folder, 'parts.json'), 'utf8'))
  } catch (cause) {
    throw new Error(`no fonts in ${folder}: run npm run build`, { cause })
  }
}

/** A letter that no part has becomes an asterisk, so that its place is not silently empty. */
function stretchesOf(text: string, partOf: Map<string, string>, weight: number): Stretch[] {
  const stretches: Stretch[] = []
  for (const letter of likely(text)) {
    const part = partOf.get(letter)
    const font = part === arrow ? arrow : `${part ?? 'signs'}-${weight}`
    const last = stretches.at(-1)
    if (last?.font === font) last.text += part ? letter : '*'
    else stretches.push({ font, text: part ? letter : '*' })
  }
  return stretches
}

// Signs that look the same and that the family lacks; marks that are not seen are left out.
function likely(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u2009\u202f]/g, '\u00a0')
    .replaceAll('\u2011', '-')
    .replaceAll(/\u00ad|[\u200b-\u200f]|\u2060|[\ufe00-\ufe0f]/g, '')
}
