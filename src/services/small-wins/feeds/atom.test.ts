// The Atom feed stays well-formed whatever a title holds, and an entry keeps its name for ever.
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { openWords } from '#platform/words.ts'
import type { Win } from '../queries/win.ts'
import { atomFeed, escaped, urnOf } from './atom.ts'

const words = openWords(
  [{ prefix: 'smallWins', folder: join(projectRoot, 'src/services/small-wins') }],
  'Europe/Samara',
).in('ru')
const at = {
  origin: 'https://izh.example',
  href: (path: string) => path,
  now: new Date('2026-11-23T00:00:00Z'),
  asked: {},
}
const win: Win = {
  id: 'win-001',
  kind: 'win',
  about: null,
  reason: null,
  wasSaid: null,
  isRight: null,
  title: 'Двор',
  titleEn: null,
  category: 'дворы',
  whatDone: null,
  quantity: '3',
  saidQuantity: null,
  unit: 'дворов',
  unitEn: null,
  unitForms: null,
  place: 'ул. Ленина',
  lat: null,
  lon: null,
  district: null,
  doneOn: '2025-12',
  amountRub: '1000000',
  status: 'done',
  source: 'https://a.example/?a=1&b=2',
  sourceDate: '2025-12',
  note: null,
  case: null,
  before: null,
  after: null,
  basis: 'press',
  publishedAt: new Date('2026-01-01T00:00:00Z'),
  withdrawn: null,
}

test('holds what RFC 4287 asks for, and says what was withdrawn', () => {
  const xml = atomFeed(
    [win, { ...win, id: 'x', withdrawn: { at: new Date('2026-02-01T00:00:00Z'), reason: 'reopened', note: null } }],
    words,
    at,
  )
  expect(xml).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/)
  expect(xml).toContain('<updated>2026-02-01T00:00:00.000Z</updated>')
  expect(xml).toContain('href="https://a.example/?a=1&amp;b=2"')
  expect(xml).toContain('<title>Отозвано: Двор</title>')
  expect(xml.match(/<id>urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}<\/id>/g)).toHaveLength(3)
})

test('an empty feed is a feed too', () => {
  expect(atomFeed([], words, at)).toContain('<updated>2026-11-23T00:00:00.000Z</updated>')
})

test('names are stable and differ', () => {
  expect(urnOf('win-001')).toBe(urnOf('win-001'))
  expect(urnOf('win-001')).not.toBe(urnOf('win-002'))
  expect(urnOf('01935a3e-0000-7000-8000-000000000000')).toBe('urn:uuid:01935a3e-0000-7000-8000-000000000000')
})

test('no text can break out of its element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const safe = escaped(text)
      expect(safe).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      expect(safe.isWellFormed()).toBe(true)
      // XML 1.0, 2.2: characters that no document may hold.
      expect([...safe].every((letter) => letter >= ' ' || '\t\n\r'.includes(letter))).toBe(true)
    }),
  )
})
