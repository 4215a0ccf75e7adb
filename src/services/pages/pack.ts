// What the city pack says in texts: Markdown files in pages/KIND/SLUG.LANGUAGE.md, each with its title and first sentence on top.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Pack } from '#platform/module.ts'
import { isSlug, type Kind, kinds } from './rules/kinds.ts'
import type { Text, Texts } from './tables.ts'

export interface PackPage {
  kind: Kind
  slug: string
  position: number
  texts: Texts
}

const head = z.strictObject({
  title: z.string().min(1).max(200),
  lead: z.string().min(1).max(400),
  /** Its place in a list; of the Russian file. */
  order: z.coerce.number().int().min(0).optional(),
})

/** All pages of the pack. Throws with the file's name when one cannot be read. */
export function readPagesPack(pack: Pack): PackPage[] {
  if (!pack.has('pages')) return []
  return kinds.flatMap((kind) => {
    const folder = join('pages', kind)
    if (!pack.has(folder)) return []
    return readdirSync(pack.path(folder))
      .filter((name) => name.endsWith('.ru.md'))
      .sort()
      .map((name) => readPage(pack, kind, name.slice(0, -'.ru.md'.length)))
  })
}

function readPage(pack: Pack, kind: Kind, slug: string): PackPage {
  if (!isSlug(slug)) throw new Error(`pages/${kind}/${slug}: the name of the file is its address, and this is none`)
  const ru = readText(pack, join('pages', kind, `${slug}.ru.md`))
  const english = join('pages', kind, `${slug}.en.md`)
  const en = pack.has(english) ? readText(pack, english).text : null
  return { kind, slug, position: ru.order, texts: { ru: ru.text, en } }
}

function readText(pack: Pack, file: string): { text: Text; order: number } {
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(pack.path(file), 'utf8').normalize('NFC'))
  if (!found) throw new Error(`${file} does not begin with its title and lead between lines of ---`)
  const [, top = '', body = ''] = found
  const pairs = top.split('\n').map((line) => {
    const [, name, value] = /^(\w+):\s*(.+)$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw new Error(`${file}: «${line}» is no name and value`)
    return [name, value]
  })
  const said = head.safeParse(Object.fromEntries(pairs))
  if (!said.success) throw new Error(`${file}: ${said.error.issues.map(({ message }) => message).join(', ')}`)
  const { title, lead, order = 0 } = said.data
  return { text: { title, lead, body: body.trim() }, order }
}
