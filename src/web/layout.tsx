// The frame of every page: head, band, menu, main, foot.
import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { Mark } from './components/mark/mark.tsx'
import { SearchBox, type SearchBoxProps } from './components/search-box/search-box.tsx'

export type Link = { href: string; label: string; lang?: string | undefined }

export type Theme = {
  scheme: 'auto' | 'light' | 'dark' | 'black-on-white' | 'white-on-black' | 'blue'
  size: 'm' | 'l' | 'xl'
  spacing: 'normal' | 'wide'
  pictures: 'on' | 'off'
}

export const PLAIN_THEME: Theme = { scheme: 'auto', size: 'm', spacing: 'normal', pictures: 'on' }

export type LayoutProps = {
  locale: 'ru' | 'en' | 'udm'
  /** The page's own title; the name of the site follows it. */
  title: string
  description?: string | undefined
  /** Where the mark leads; by default the front page of the locale. */
  home?: string | undefined
  menu: { href: string; label: string; current: boolean }[]
  languages: { code: string; label: string; href: string; current: boolean; lang: string }[]
  account: Link[]
  /** The box in which anything of the city is looked for, and the description by which browsers take it over. */
  search?: (Omit<SearchBoxProps, 'id'> & { description: string }) | undefined
  band?: string | undefined
  bandLink?: Link | undefined
  theme: Theme
  words: { skip: string; city: string; menu: string; languages: string; account: string }
  footer: { lines: { text?: string | undefined; links: Link[] }[] }
  assets: {
    css: string
    scripts: string[]
    icon: string
    touchIcon?: string | undefined
    manifest?: string | undefined
    serviceWorker?: string | null | undefined
    fonts?: string[] | undefined
  }
  feed?: { href: string; title: string } | undefined
  /** Absolute address of the picture shown where the page is shared. */
  picture?: string | undefined
  canonical?: string | undefined
  alternates?: { lang: string; href: string }[] | undefined
  /** Keeps a private page out of search engines. */
  private?: boolean | undefined
  /** Only the page itself: it stands inside another site's. */
  bare?: boolean | undefined
  children: ComponentChildren
}

/** The whole document around a page; the page brings its own h1. */
export function Layout(props: LayoutProps) {
  const { theme } = props
  return (
    <html
      lang={props.locale}
      data-scheme={theme.scheme}
      data-size={theme.size}
      data-spacing={theme.spacing}
      data-pictures={theme.pictures}
    >
      <Head {...props} />
      <body>{props.bare ? <Bare {...props} /> : <Whole {...props} />}</body>
    </html>
  )
}

function Whole(props: LayoutProps) {
  return (
    <>
      <a class="skip button" href="#main">
        {props.words.skip}
      </a>
      {props.band && <Band text={props.band} link={props.bandLink} />}
      <Top {...props} />
      <main id="main" class="wrap" tabIndex={-1}>
        {props.children}
      </main>
      <Foot lines={props.footer.lines} />
    </>
  )
}

function Bare({ band, children }: LayoutProps) {
  return (
    <main class="bare">
      {children}
      {band && <p class="quiet">{band}</p>}
    </main>
  )
}

/** The page as bytes for the wire. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>${render(page)}`
}

const NAMES = { ru: 'Италмас', en: 'Italmas', udm: 'Италмас' } as const

// The colour of the phone's own frame around the page: the sheet of the head, as in tokens.css.
const FRAME_COLOURS: Record<Theme['scheme'], { media?: string; colour: string }[]> = {
  auto: [
    { media: '(prefers-color-scheme: light)', colour: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', colour: '#182127' },
  ],
  light: [{ colour: '#ffffff' }],
  dark: [{ colour: '#182127' }],
  'black-on-white': [{ colour: '#ffffff' }],
  'white-on-black': [{ colour: '#000000' }],
  blue: [{ colour: '#a9d7ff' }],
}

function Head(props: LayoutProps) {
  const { assets } = props
  const name = NAMES[props.locale]
  const title = props.title.includes(name) ? props.title : `${props.title} — ${name}`
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {props.description && <meta name="description" content={props.description} />}
      {props.private && <meta name="robots" content="noindex" />}
      {FRAME_COLOURS[props.theme.scheme].map(({ media, colour }) => (
        <meta name="theme-color" content={colour} {...(media ? { media } : {})} />
      ))}
      {assets.fonts?.map((href) => (
        <link rel="preload" as="font" type="font/woff2" href={href} crossOrigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assets.css} />
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      {assets.touchIcon && <link rel="apple-touch-icon" href={assets.touchIcon} />}
      {assets.manifest && <link rel="manifest" href={assets.manifest} />}
      {props.search && (
        <link rel="search" type="application/opensearchdescription+xml" href={props.search.description} title={name} />
      )}
      {assets.serviceWorker && <meta name="service-worker" content={assets.serviceWorker} />}
      {props.canonical && <link rel="canonical" href={props.canonical} />}
      {props.alternates?.map(({ lang, href }) => (
        <link rel="alternate" hreflang={lang} href={href} />
      ))}
      {props.feed && (
        <link rel="alternate" type="application/atom+xml" href={props.feed.href} title={props.feed.title} />
      )}
      <meta property="og:title" content={props.title} />
      <meta property="og:site_name" content={name} />
      <meta property="og:type" content="website" />
      {props.description && <meta property="og:description" content={props.description} />}
      {props.canonical && <meta property="og:url" content={props.canonical} />}
      {props.picture && <meta property="og:image" content={props.picture} />}
      {(props.bare ? [] : assets.scripts).map((src) => (
        <script type="module" src={src} />
      ))}
    </head>
  )
}

// A landmark of its own, since every word on the page must lie in one.
function Band({ text, link }: { text: string; link?: Link | undefined }) {
  return (
    <aside class="band" aria-label={text}>
      <div class="wrap">
        <span>{text}</span>
        {link && <a href={link.href}>{link.label}</a>}
      </div>
    </aside>
  )
}

function Top(props: LayoutProps) {
  const { words } = props
  return (
    <header class="top">
      <div class="wrap">
        <a class="brand" href={props.home ?? (props.locale === 'ru' ? '/' : `/${props.locale}/`)}>
          <Mark />
          <span>
            {NAMES[props.locale]} <small>{words.city}</small>
          </span>
        </a>
        {props.search && <SearchBox id="search" {...props.search} />}
        {props.menu.length > 0 && (
          <nav class="main" aria-label={words.menu}>
            <ul class="menu">
              {props.menu.map(({ href, label, current }) => (
                <li>
                  <a href={href} {...(current ? { 'aria-current': 'page' } : {})}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="small-menus">
          {props.languages.length > 1 && <Languages label={words.languages} languages={props.languages} />}
          {props.account.length > 0 && <Account label={words.account} links={props.account} />}
        </div>
      </div>
    </header>
  )
}

function Languages({ label, languages }: { label: string; languages: LayoutProps['languages'] }) {
  return (
    <nav aria-label={label}>
      <ul class="small-menu">
        {languages.map(({ code, label: name, href, current, lang }) => (
          <li key={code}>
            {current ? (
              <span aria-current="true" lang={lang}>
                {name}
              </span>
            ) : (
              <a href={href} lang={lang} hreflang={lang}>
                {name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Account({ label, links }: { label: string; links: Link[] }) {
  return (
    <nav aria-label={label}>
      <ul class="small-menu">
        {links.map((link) => (
          <li>
            <a href={link.href} lang={link.lang}>
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Foot({ lines }: LayoutProps['footer']) {
  return (
    <footer class="foot">
      <div class="wrap">
        {lines.map(({ text, links }) => (
          <>
            {text && <p>{text}</p>}
            {links.length > 0 && (
              <ul>
                {links.map((link) => (
                  <li>
                    <a href={link.href}>{link.label}</a>
                  </li>
                ))}
              </ul>
            )}
          </>
        ))}
      </div>
    </footer>
  )
}
