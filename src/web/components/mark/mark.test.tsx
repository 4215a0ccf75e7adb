// The flower is the same on a page and as a file.
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Mark, markSvg } from './mark.tsx'

const turns = (svg: string): string[] => svg.match(/rotate\([^)]*\)/g) ?? []

test('sixteen petals in two rings, each turned its own way', () => {
  expect(turns(markSvg())).toHaveLength(16)
  expect(new Set(turns(markSvg())).size).toBe(16)
})

test('the file and the page draw the same petals', () => {
  expect(turns(render(<Mark />))).toEqual(turns(markSvg()))
})

test('beside words it is silent, alone it says its name', () => {
  expect(render(<Mark />)).toContain('aria-hidden="true"')
  expect(render(<Mark label="Италмас" />)).toContain('role="img" aria-label="Италмас"')
})
