// The whole page: what a handler answered, framed by what every door offers.

import { inFrame } from '#platform/http/frame.ts'
import { hrefIn } from '#platform/http/read.ts'
import type { PageAnswer, Visit } from '#platform/http/route.ts'
import { page } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import type { Uses } from '#platform/phrases.ts'
import { holds } from '#platform/policy.ts'
import type { Refusal } from '#platform/refusal.ts'
import type { Locale, Words } from '#platform/words.ts'
import { markLanguages } from '#web/languages.ts'
import { Layout, renderDocument } from '#web/layout.tsx'
import type { Assets } from './assets.ts'

export interface Framing {
  doors: readonly Module[]
  assets: Assets
  demo: boolean
  publicUrl: string | null
  /** Where pages of the city are kept for the time without network; null where the operator wants none. */
  serviceWorker: string | null
  /** Which page says which phrases; pages note it as they are made. */
  uses: Uses
  wordsIn(locale: Locale): Words
}

const always: Tongue[] = [
  { code: 'ru', label: 'Рус' },
  { code: 'en', label: 'Eng' },
]
const udmurt: Tongue = { code: 'udm', label: 'Удм' }

interface Tongue {
  code: Locale
  label: string
}

/** Renders a page answer as a document. */
export function renderPage(house: Framing, visit: Visit, answer: PageAnswer): string {
  const { words } = visit.city
  const href = (path: string) => hrefIn(visit.locale, path)
  const menu = house.doors
    .flatMap((door) => door.menu ?? [])
    .sort((a, b) => a.order - b.order)
    .map((item) => ({ href: href(item.href), label: words(item.label), current: isWithin(visit.path, item.href) }))
  const whole = (house.publicUrl ?? visit.origin) + hrefIn(visit.locale, visit.path)
  const tongues = isWhole(house, visit.template ?? '') ? [...always, udmurt] : always
  const frame = { words, href, now: visit.city.now }
  const drawn = inFrame(frame, () =>
    renderDocument(
      <Layout
        // A page for Udmurt readers gets its language when all that it says is known.
        locale={visit.locale === 'en' ? 'en' : 'ru'}
        home={href('/')}
        title={answer.title}
        description={answer.description ?? words('web.description')}
        private={visit.city.actor.person !== null || visit.query.token !== undefined}
        menu={menu}
        languages={tongues.map(({ code, label }) => ({
          code,
          label,
          lang: code,
          href: hrefIn(code, visit.path + (answer.status === 200 ? asked(visit) : '')),
          current: code === visit.locale,
        }))}
        account={accountLinks(visit, href)}
        search={{
          action: href('/search'),
          value: visit.path === '/search' ? visit.query.q : undefined,
          words: { label: words('web.search.label'), find: words('web.search.find') },
          suggest: href('/search/suggestions'),
          description: href('/search/opensearch.xml'),
        }}
        band={house.demo ? words('web.demoBand') : undefined}
        bandLink={house.demo ? { href: href('/demo'), label: words('web.demoBandLink') } : undefined}
        theme={visit.look}
        words={{
          skip: words('web.skip'),
          city: words('web.city'),
          menu: words('web.menu'),
          languages: words('web.languages'),
          account: words('web.account'),
        }}
        footer={{ lines: footerLines(visit, href) }}
        assets={{
          ...house.assets,
          manifest: href('/manifest.webmanifest'),
          touchIcon: house.assets.icons.find(({ side, purpose }) => side === 192 && purpose === 'any')?.src,
          serviceWorker: house.serviceWorker,
        }}
        bare={answer.bare}
        feed={answer.feed}
        picture={answer.picture ? (house.publicUrl ?? visit.origin) + answer.picture : undefined}
        canonical={whole}
        alternates={tongues.map(({ code }) => ({
          lang: code,
          href: (house.publicUrl ?? visit.origin) + hrefIn(code, visit.path),
        }))}
      >
        {answer.body}
      </Layout>,
    ),
  )
  const document = answer.data === undefined ? drawn : withData(drawn, answer.data)
  if (answer.status === 200 && words.heard) house.uses.note(visit.template ?? '', words.heard)
  if (visit.locale === 'en') return markLanguages(document, { locale: 'en' })
  if (words.locale !== 'udm') return document
  return markLanguages(document, { locale: 'udm', whole: ![...(words.heard ?? [])].some(words.borrowed) })
}

// A block of data is no script: nothing runs it, and no text of it can end it (HTML, 4.12.1).
function withData(document: string, data: object): string {
  const text = JSON.stringify(data).replaceAll('<', '\\u003c')
  const end = document.lastIndexOf('</body>')
  return `${document.slice(0, end)}<script type="application/ld+json">${text}</script>${document.slice(end)}`
}

// What was asked stays in the other language; a secret stands in no link.
function asked({ query }: Visit): string {
  const names = Object.keys(query)
  return names.length === 0 || names.includes('token') ? '' : `?${new URLSearchParams(query)}`
}

/** Whether all that a page is known to say is there in Udmurt: only then a menu offers it. */
export function isWhole(house: Pick<Framing, 'uses' | 'wordsIn'>, template: string): boolean {
  const keys = house.uses.pages().get(template)
  if (!keys || keys.size === 0) return false
  const words = house.wordsIn('udm')
  return ![...keys].some(words.borrowed)
}

/** The page of a refusal: what happened, and what one can do. */
export function refusalPage(visit: Visit, refusal: Refusal, reference: string | null): PageAnswer {
  const { words } = visit.city
  const title = words(`platform.refusal.title.${reference ? 'bug' : refusal.kind}`)
  const fields = Object.values(refusal.fields).map((problem) => words(problem.key, problem.values))
  return page(
    title,
    <div class="hero">
      <h1>{title}</h1>
      <p>{words(refusal.key, refusal.values)}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={hrefIn(visit.locale, '/')}>{words('platform.refusal.home')}</a>
      </p>
    </div>,
    { status: reference ? 500 : refusal.status, keep: 0 },
  )
}

function accountLinks(visit: Visit, href: (path: string) => string) {
  const { words, actor } = visit.city
  if (actor.person === null)
    return [
      {
        href: href('/account/sign-in'),
        label: words('web.account.signIn'),
      },
    ]
  // An office that sleeps has its link too: it leads to what wakes it.
  const staff =
    (actor.asleep ?? []).length > 0 ||
    (actor.roles.length > 0 &&
      holds(
        actor,
        actor.roles.map((role) => role.name),
      ))
  return [
    ...(staff ? [{ href: href('/desk'), label: words('web.account.desk') }] : []),
    { href: href('/account'), label: words('web.account.mine') },
  ]
}

function footerLines(visit: Visit, href: (path: string) => string) {
  const { words } = visit.city
  return [
    { text: words('web.footer.about'), links: [{ href: href('/chronicle'), label: words('web.footer.chronicle') }] },
    {
      text: words('web.footer.emergency'),
      links: [
        { href: href(`/look?back=${encodeURIComponent(visit.path)}`), label: words('web.footer.look') },
        { href: href('/sources'), label: words('web.footer.sources') },
        { href: href('/open-data'), label: words('web.footer.openData') },
        { href: href('/languages/udm'), label: words('web.footer.languages') },
      ],
    },
    { links: legal.map((name) => ({ href: href(`/pages/legal/${name}`), label: words(`web.footer.${name}`) })) },
  ]
}

// Linked from the foot of every page, as the law and readers expect.
const legal = ['privacy', 'consents', 'terms', 'accessibility', 'recommendations', 'cookies'] as const

function isWithin(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
