// Measures every pair of text and ground in every scheme of tokens.css by the formula of WCAG 2.2 (1.4.3, 1.4.11).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** Each block of tokens by its selector; the dark one that follows the system stands under a media query. */
const schemes = [...css.matchAll(/(:root[^{]*)\{([^}]*)\}/g)].map(([, selector = '', body = '']) => ({
  name: selector.trim(),
  colours: new Map([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex])),
}))

const GROUNDS = ['paper', 'sheet']
const WASHES = ['pond-wash', 'gold-wash', 'kept-wash', 'late-wash']

const TEXT: [string, string][] = [
  ...['ink', 'quiet', 'pond', 'kept', 'late'].flatMap((ink) =>
    GROUNDS.map((ground): [string, string] => [ink, ground]),
  ),
  ...['ink', 'quiet', 'pond'].flatMap((ink) => WASHES.map((wash): [string, string] => [ink, wash])),
  ['pond-deep', 'pond-wash'],
  ['gold-ink', 'gold-wash'],
  ['kept', 'kept-wash'],
  ['late', 'late-wash'],
  ['on-pond', 'pond'],
  ['on-gold', 'gold'],
]

const SHAPES: [string, string][] = ['edge', 'ink', 'late', 'pond'].flatMap((mark) =>
  GROUNDS.map((ground): [string, string] => [mark, ground]),
)

test('all six schemes are measured', () => {
  expect(schemes.map(({ name }) => name)).toEqual([
    ':root',
    ':root[data-scheme="auto"]',
    ':root[data-scheme="dark"]',
    ':root[data-scheme="black-on-white"]',
    ':root[data-scheme="white-on-black"]',
    ':root[data-scheme="blue"]',
  ])
})

test('dark by choice is dark by the system', () => {
  const [, bySystem, byChoice] = schemes
  expect([...(byChoice?.colours ?? [])]).toEqual([...(bySystem?.colours ?? [])])
})

describe.each(schemes)('$name', ({ colours }) => {
  test('names every colour that :root names', () => {
    expect([...colours.keys()]).toEqual([...(schemes[0]?.colours.keys() ?? [])])
  })

  test.each(TEXT)('%s reads on %s', (text, ground) => {
    expect(contrast(colours.get(text), colours.get(ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(SHAPES)('%s is seen on %s', (mark, ground) => {
    expect(contrast(colours.get(mark), colours.get(ground))).toBeGreaterThanOrEqual(3)
  })
})

test('the formula gives what WCAG gives', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
