// The whole page: what a handler answered, framed by what every door offers.

import { inFrame } from '#platform/http/frame.ts'
import { hrefIn } from '#platform/http/read.ts'
import type { PageAnswer, Visit } from '#platform/http/route.ts'
import { page } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { holds } from '#platform/policy.ts'
import type { Refusal } from '#platform/refusal.ts'
import type { Locale, Words } from '#platform/words.ts'
import { Layout, renderDocument } from '#web/layout.tsx'

export interface Assets {
  css: string
  scripts: string[]
  icon: string
  manifest?: string
  fonts?: string[]
}

export interface Framing {
  doors: readonly Module[]
  assets: Assets
  demo: boolean
  publicUrl: string | null
}

const tongues: { code: Locale; label: string }[] = [
  { code: 'ru', label: 'Рус' },
  { code: 'en', label: 'Eng' },
]

/** Renders a page answer as a document. */
export function renderPage(house: Framing, visit: Visit, answer: PageAnswer): string {
  const { words } = visit.city
  const href = (path: string) => hrefIn(visit.locale, path)
  const menu = house.doors
    .flatMap((door) => door.menu ?? [])
    .sort((a, b) => a.order - b.order)
    .map((item) => ({ href: href(item.href), label: words(item.label), current: isWithin(visit.path, item.href) }))
  const whole = (house.publicUrl ?? visit.origin) + hrefIn(visit.locale, visit.path)
  const frame = { words, href, now: visit.city.now }
  return inFrame(frame, () =>
    renderDocument(
      <Layout
        // Until Udmurt pages are whole, what they say is Russian, with Udmurt phrases marked one by one.
        locale={visit.locale === 'udm' ? 'ru' : visit.locale}
        home={href('/')}
        title={answer.title}
        description={answer.description ?? words('web.description')}
        private={visit.city.actor.person !== null || visit.query.token !== undefined}
        menu={menu}
        languages={tongues.map(({ code, label }) => ({
          code,
          label,
          lang: code,
          href: hrefIn(code, visit.path),
          current: code === visit.locale,
        }))}
        account={accountLinks(visit, href)}
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
        assets={house.assets}
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
        lang: phraseLang(words, 'web.account.signIn'),
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
      ],
    },
  ]
}

function isWithin(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}

// The language of one phrase where it differs from the page's.
function phraseLang(words: Words, key: string): string | undefined {
  return words.locale === 'udm' && !words.borrowed(key) ? 'udm' : undefined
}
