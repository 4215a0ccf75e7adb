// A text that an editor wrote, as it is read: from a tree that holds nothing but what is drawn here.
import type { ComponentChildren } from 'preact'
import type { Element, Node } from '#platform/markdown/index.ts'

export type ProseProps = {
  nodes: readonly Node[]
  /** The language of the text, where it is not the page's. */
  lang?: string | undefined
  page: ProsePage
}

/** What the page around a text knows: addresses in the reader's language, and how a link to another site is called in it. */
export type ProsePage = { href(path: string): string; away: string; lang: string }

export function Prose({ nodes, lang, page }: ProseProps) {
  const draw: Draw = { ...page, away: <Away text={page.away} lang={lang === undefined ? undefined : page.lang} /> }
  return (
    <div class="prose" lang={lang}>
      {nodes.map((node) => drawn(node, draw))}
    </div>
  )
}

type Draw = Pick<ProsePage, 'href'> & { away: ComponentChildren }

function drawn(node: Node, draw: Draw): ComponentChildren {
  if (typeof node === 'string') return node
  if (node.tag === 'a') return <ProseLink node={node} draw={draw} />
  if (node.tag === 'img') return <Picture {...node.attributes} />
  if (node.tag === 'table') return <Table node={node} draw={draw} />
  if (node.tag === 'hr') return <hr />
  if (node.tag === 'br') return <br />
  const { tag: Tagged } = node
  const side = node.attributes.align === 'right' ? 'numeric' : undefined
  const inside = node.children.map((child) => drawn(child, draw))
  if (Tagged === 'th')
    return (
      <th scope="col" class={side}>
        {inside}
      </th>
    )
  if (Tagged === 'td') return <td class={side}>{inside}</td>
  if (Tagged === 'ol')
    return <ol start={node.attributes.start ? Number(node.attributes.start) : undefined}>{inside}</ol>
  if (Tagged === 'pre')
    return (
      // A frame that scrolls must be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the frame scrolls
      <pre tabIndex={0}>{inside}</pre>
    )
  return <Tagged>{inside}</Tagged>
}

function ProseLink({ node, draw }: { node: Element; draw: Draw }) {
  const to = node.attributes.href ?? ''
  const inside = node.children.map((child) => drawn(child, draw))
  if (to.startsWith('/')) return <a href={draw.href(to)}>{inside}</a>
  if (!/^https?:/i.test(to)) return <a href={to}>{inside}</a>
  return (
    <a class="away" href={to} rel="external noopener">
      {inside}
      {draw.away}
    </a>
  )
}

function Away({ text, lang }: { text: string; lang: string | undefined }) {
  return (
    <span class="heard" lang={lang}>
      {` ${text}`}
    </span>
  )
}

function Picture({ src, alt, width, height }: Readonly<Record<string, string>>) {
  return <img src={src} alt={alt ?? ''} width={width} height={height} loading="lazy" decoding="async" />
}

function Table({ node, draw }: { node: Element; draw: Draw }) {
  const [caption] = node.children
  const called = typeof caption === 'object' ? caption.children.join('') : ''
  return (
    // A frame that scrolls must be reachable by keyboard, and then it needs a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the frame scrolls
    <section class="table-frame" tabIndex={0} aria-label={called}>
      <table>{node.children.map((child) => drawn(child, draw))}</table>
    </section>
  )
}
