// The frame of a page: landmarks, language, theme, and nothing that the strict policy forbids.
import { expect, test } from 'vitest'
import { Layout, type LayoutProps, PLAIN_THEME, renderDocument } from './layout.tsx'

const props: Omit<LayoutProps, 'children'> = {
  locale: 'ru',
  title: 'Победы',
  menu: [
    { href: '/my-yard', label: 'Мой двор', current: false },
    { href: '/small-wins', label: 'Победы', current: true },
  ],
  languages: [
    { code: 'ru', label: 'Рус', href: '/', current: true, lang: 'ru' },
    { code: 'en', label: 'Eng', href: '/en/', current: false, lang: 'en' },
  ],
  account: [{ href: '/sign-in', label: 'Войти' }],
  theme: PLAIN_THEME,
  words: { skip: 'К содержанию', city: 'Ижевск', menu: 'Главное', languages: 'Язык', account: 'Вход' },
  footer: { lines: [{ text: 'Италмас', links: [{ href: '/open-data', label: 'Открытые данные' }] }] },
  assets: { css: '/assets/main.css', scripts: ['/assets/main.js'], icon: '/assets/icon.svg' },
}
const page = (more: Partial<LayoutProps> = {}) =>
  renderDocument(
    <Layout {...props} {...more}>
      <h1>Победы</h1>
    </Layout>,
  )

test('is a whole document in its language, with its theme', () => {
  const html = page({ locale: 'en', theme: { scheme: 'blue', size: 'xl', spacing: 'wide', pictures: 'off' } })
  expect(html).toMatch(
    /^<!doctype html><html lang="en" data-scheme="blue" data-size="xl" data-spacing="wide" data-pictures="off"><head>/,
  )
  expect(html).toContain('href="/en/"')
})

test('the skip link leads to the one main, and every nav has a name', () => {
  const html = page()
  expect(html).toMatch(/<body><a class="skip button" href="#main">/)
  expect(html.match(/<main id="main"/g)).toHaveLength(1)
  expect(html.match(/<nav/g)).toHaveLength(html.match(/<nav [^>]*aria-label="[^"]+/g)?.length ?? 0)
})

test('the current page and language are told without colour', () => {
  const html = page()
  expect(html).toContain('<a href="/small-wins" aria-current="page">')
  expect(html).toContain('<span aria-current="true" lang="ru">Рус</span>')
})

test('has no inline style or script, and asks nobody outside', () => {
  const html = page({ band: 'демонстрация', bandLink: { href: '/demo', label: 'Кем побыть' } })
  expect(html).not.toMatch(/\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|\/\/(?!www\.w3\.org)/)
})

test('the title carries the name of the site once', () => {
  expect(page()).toContain('<title>Победы — Италмас</title>')
  expect(page({ title: 'Италмас, Ижевск' })).toContain('<title>Италмас, Ижевск</title>')
})

test('what a page does not have is not announced', () => {
  const html = page({ account: [], languages: [], menu: [] })
  expect(html).not.toMatch(/<nav|<aside|og:image|rel="canonical"|application\/atom/)
})

test('a title with HTML in it stays words', () => {
  expect(page({ title: '</title><script>' })).not.toContain('</title><script>')
})
