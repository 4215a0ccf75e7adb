// Every example of every component keeps the rules that hold for all pages.
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { examples } from './examples.tsx'

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([, found = '']) => found)

describe.each(examples('/assets/icon.svg'))('$title', ({ view }) => {
  const html = render(view)
  const ids = all(html, /\sid="([^"]*)"/g)

  test('has neither styles nor scripts of its own', () => {
    expect(html).not.toMatch(/\sstyle=|<script|<style|\son\w+=/)
  })

  test('every id is there once, and whatever is pointed at is there', () => {
    expect(new Set(ids).size).toBe(ids.length)
    const pointed = all(html, /\s(?:for|aria-describedby|list|data-field|data-lat|data-lon)="([^"]*)"/g)
    expect(pointed.flatMap((value) => value.split(' ')).filter((id) => !ids.includes(id))).toEqual([])
  })

  test('every question has a label and every picture has words', () => {
    const asked = all(html, /<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*\sid="([^"]*)"/g)
    const labelled = all(html, /\sfor="([^"]*)"/g)
    expect(asked.filter((id) => !labelled.includes(id))).toEqual([])
    expect(all(html, /(<img(?![^>]*\salt="[^"])[^>]*>)/g)).toEqual([])
    expect(all(html, /(<svg(?![^>]*aria-(?:hidden|label)=)[^>]*>)/g)).toEqual([])
  })

  test('every picture keeps its room while it loads', () => {
    expect(all(html, /(<img(?![^>]*\swidth="\d)[^>]*>)/g)).toEqual([])
  })
})

test('no two examples share a title', () => {
  const titles = examples('').map(({ title }) => title)
  expect(new Set(titles).size).toBe(titles.length)
})
