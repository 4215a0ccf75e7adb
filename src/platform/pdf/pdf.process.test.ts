// Documents are read back by a reader that nobody here wrote: their words in order, their tags, their language.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPictureFonts } from '../../web/fonts.mjs'
import { type Block, type PdfContent, pdfDocument } from './index.ts'

let fonts = ''
beforeAll(async () => {
  fonts = await mkdtemp(join(tmpdir(), 'italmas-pdf-'))
  await buildPictureFonts(fonts)
})
afterAll(() => rm(fonts, { recursive: true, force: true }))

const documentOf = (blocks: Block[], more: Partial<PdfContent> = {}): PdfContent => ({
  title: 'Паспорт «Парки» & <планы>',
  lang: 'ru',
  author: 'Город Ижевск',
  date: new Date('2026-11-25T10:00:00Z'),
  sections: [{ title: 'Что обещано', blocks }],
  footer: 'Италмас',
  pageOf: (page, pages) => `Страница ${page} из ${pages}`,
  ...more,
})

it('has its title, author, language, bookmarks and the sign of PDF/UA', async () => {
  const sections = [
    { title: 'Цели', blocks: [] },
    { title: 'Первая', level: 3 as const, blocks: [] },
    { title: 'Деньги', blocks: [] },
  ]
  const pdf = await opened(documentOf([], { sections }))
  const { info, metadata } = await pdf.getMetadata()
  expect(info).toMatchObject({ Title: 'Паспорт «Парки» & <планы>', Author: 'Город Ижевск', Language: 'ru' })
  expect(metadata?.get('dc:title')).toBe('Паспорт «Парки» & <планы>')
  expect(metadata?.get('pdfuaid:part')).toBe('1')
  expect((await pdf.getViewerPreferences())?.get('DisplayDocTitle')).toBe(true)
  expect(outlineOf(await pdf.getOutline())).toEqual(['Цели', ['Первая'], 'Деньги'])
  await pdf.loadingTask.destroy()
})

it('says in order what it was given, in letters of all its languages', async () => {
  const pdf = await opened(
    documentOf([
      {
        kind: 'text',
        text: ['Ижевск, ӝӟӥӧӵ ӜӞӤӦӴ, № 7, 192,4 млн ₽, 12 м² — ', { text: 'сайт', href: 'https://a.ru/ы' }],
      },
      { kind: 'list', items: ['первое', 'второе'], numbered: true },
      { kind: 'facts', facts: [['Куратор', 'Управление культуры']] },
      { kind: 'text', text: 'Срок 2028 → 2030.' },
    ]),
  )
  expect(close(await textOf(pdf, 1))).toContain(
    close(
      'Что обещаноИжевск, ӝӟӥӧӵ ӜӞӤӦӴ, № 7, 192,4 млн ₽, 12 м² — сайт1.первое2.второеКураторУправление культурыСрок 2028 2030.',
    ),
  )
  const tags = await tagsOf(pdf, 1)
  expect(tags).toEqual([
    'H1',
    [
      'Sect',
      'H2',
      ['P', 'Link'],
      ['L', ['LI', 'Lbl', 'LBody'], ['LI', 'Lbl', 'LBody']],
      ['L', ['LI', 'Lbl', 'LBody']],
      ['P', 'Span'],
    ],
  ])
  const page = await pdf.getPage(1)
  const links = (await page.getAnnotations()).filter(({ subtype }) => subtype === 'Link')
  expect(links.map(({ url }) => url)).toEqual(['https://a.ru/%D1%8B'])
  await pdf.loadingTask.destroy()
})

it('goes on over pages with the head of a table again, and parts no row', async () => {
  const rows = Array.from({ length: 120 }, (_, n) => [
    `Показатель ${n} ${'и ещё слово '.repeat(n % 9)}конец${n}.`,
    `${n},5`,
  ])
  const table: Block = {
    kind: 'table',
    columns: [{ title: 'Имя' }, { title: 'План', align: 'right' }],
    rows,
    rowHeads: true,
  }
  const pdf = await opened(documentOf([table]))
  expect(pdf.numPages).toBeGreaterThan(3)
  let before = -1
  for (let number = 1; number <= pdf.numPages; number++) {
    const text = await textOf(pdf, number)
    expect(close(text)).toContain('ИмяПлан')
    expect(text).toContain(`Страница ${number} из ${pdf.numPages}`)
    const begun = [...text.matchAll(/Показатель (\d+)/g)].map(([, n]) => Number(n))
    const ended = [...text.matchAll(/конец(\d+)\./g)].map(([, n]) => Number(n))
    expect(ended).toEqual(begun)
    expect(begun[0]).toBe(before + 1)
    before = begun.at(-1) ?? before
    // What is repeated is no content: the head stands in the structure once.
    expect(await contentIn(pdf, number, 'THead')).toBe(number === 1 ? 2 : 0)
    expect(await contentIn(pdf, number, 'TBody')).toBeGreaterThan(begun.length)
  }
  expect(before).toBe(119)
  await pdf.loadingTask.destroy()
})

it('loses no word of a cell that is higher than a page', async () => {
  const words = Array.from({ length: 3_000 }, (_, n) => `слово${n}`)
  const pdf = await opened(
    documentOf([{ kind: 'table', columns: [{ title: 'А' }, { title: 'Б' }], rows: [['а', words.join(' ')]] }]),
  )
  const all: string[] = []
  for (let number = 1; number <= pdf.numPages; number++)
    all.push(...((await textOf(pdf, number)).match(/слово\d+/g) ?? []))
  expect(all).toEqual(words)
  await pdf.loadingTask.destroy()
})

it('is the same to the byte for the same content and day', async () => {
  const content = documentOf([{ kind: 'text', text: 'Слово' }])
  expect(await pdfDocument(content, { fonts })).toEqual(await pdfDocument(content, { fonts }))
})

it('takes any text, and a word wider than the page, without losing a letter', async () => {
  const letter = fc.constantFrom(...'абвгдежзӝӟӥӧӵABCxyz0123456789«»—–.,;:()%№₽ ')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: letter, maxLength: 600 }), fc.string({ unit: 'binary' }), async (text, wild) => {
      const pdf = await opened(
        documentOf([
          { kind: 'text', text },
          { kind: 'list', items: [wild] },
        ]),
      )
      let said = ''
      for (let number = 1; number <= pdf.numPages; number++) said += await textOf(pdf, number)
      await pdf.loadingTask.destroy()
      expect(close(said)).toContain(close(text))
    }),
    { numRuns: 25 },
  )
})

// Readers set spaces between what stands apart, each in its own way.
const close = (text: string): string => text.replaceAll(/\s/g, '')

type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>

async function opened(content: PdfContent): Promise<Pdf> {
  const data = await pdfDocument(content, { fonts })
  return await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise
}

async function textOf(pdf: Pdf, number: number): Promise<string> {
  const { items } = await (await pdf.getPage(number)).getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join('')
}

type Tags = (string | Tags)[]

/** The tags of a page as nested lists: a name alone, or a list of the name and what stands in it. */
async function tagsOf(pdf: Pdf, number: number): Promise<Tags> {
  const tree = await (await pdf.getPage(number)).getStructTree()
  const [document] = tree?.children ?? []
  if (!document || !('role' in document)) throw new Error('no structure')
  expect(document.role).toBe('Document')
  return document.children.flatMap(tagOf)
}

type TagNode = Awaited<ReturnType<Awaited<ReturnType<Pdf['getPage']>>['getStructTree']>>

function tagOf(node: NonNullable<TagNode>['children'][number]): Tags {
  if (!('role' in node)) return []
  const inner = node.children.flatMap(tagOf)
  return inner.length > 0 ? [[node.role, ...inner]] : [node.role]
}

/** How many pieces of a page's content stand in elements of the tag. */
async function contentIn(pdf: Pdf, number: number, tag: string): Promise<number> {
  const count = (node: NonNullable<TagNode>['children'][number], within: boolean): number =>
    'role' in node
      ? node.children.reduce((sum, child) => sum + count(child, within || node.role === tag), 0)
      : within && node.type === 'content'
        ? 1
        : 0
  const tree = await (await pdf.getPage(number)).getStructTree()
  return tree ? count(tree, false) : 0
}

function outlineOf(items: Awaited<ReturnType<Pdf['getOutline']>>): Tags {
  return (items ?? []).flatMap(({ title, items }) => (items.length > 0 ? [title, outlineOf(items)] : [title]))
}
