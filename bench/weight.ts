// What a page weighs for a phone: its HTML, styles, scripts and fonts as they come over the wire.
import { get } from 'node:http'

/** Prints kilobytes (1,000 bytes) of each page, compressed as a browser asks for it; photos are not counted. */
export async function weigh(origin: string, paths: string[]): Promise<void> {
  console.log('\nweight, kB over the wire: page html + css + js + fonts = all')
  for (const path of paths) {
    const page = await wire(origin + path)
    const html = page.text
    const styles = named(html, /href="([^"]+\.css)"/g)
    const scripts = named(html, /src="([^"]+\.js)"/g)
    const css = await sum(origin, styles)
    const js = await sum(origin, [...scripts, ...(await islandsOf(origin, html, scripts))])
    const fonts = await sum(origin, await fontsOf(origin, html, styles))
    const all = page.bytes + css + js + fonts
    console.log(
      `  ${path.padEnd(48)} ${[page.bytes, css, js, fonts, all].map((bytes) => (bytes / 1000).toFixed(1).padStart(6)).join(' ')}`,
    )
  }
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name ?? '')
}

/** The pieces of script that the page's own islands bring in. */
async function islandsOf(origin: string, html: string, scripts: string[]): Promise<string[]> {
  const islands = new Set(named(html, /data-island="([\w-]+)"/g))
  const code = (await Promise.all(scripts.map((path) => wire(origin + path)))).map(({ text }) => text).join('\n')
  return named(code, /import\("\.\/([^"]+\.js)"\)/g)
    .filter((file) => islands.has(file.replace(/-[0-9A-Z]{8}\.js$/, '')))
    .map((file) => `/static/${file}`)
}

/** The fonts named by the page itself, and those whose letters stand on it. */
async function fontsOf(origin: string, html: string, styles: string[]): Promise<string[]> {
  const css = (await Promise.all(styles.map((path) => wire(origin + path)))).map(({ text }) => text).join('\n')
  const letters = new Set([...html.replace(/<[^>]*>/g, ' ')].map((letter) => letter.codePointAt(0) ?? 0))
  const needed = [...css.matchAll(/@font-face\s*\{[^}]*?url\("?\.?\/?([^")]+\.woff2)"?\)[^}]*?unicode-range:([^;}]+)/g)]
    .filter(([, , ranges = '']) => [...letters].some((letter) => isWithin(letter, ranges)))
    .map(([, file = '']) => `/static/${file.replace(/^static\//, '')}`)
  return [...new Set([...named(html, /href="([^"]+\.woff2)"/g), ...needed])]
}

function isWithin(letter: number, ranges: string): boolean {
  return ranges.split(',').some((range) => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-')
    return letter >= Number.parseInt(first, 16) && letter <= Number.parseInt(last, 16)
  })
}

async function sum(origin: string, paths: string[]): Promise<number> {
  let bytes = 0
  for (const path of paths) bytes += (await wire(origin + path)).bytes
  return bytes
}

// A page is packed in the background when it is first kept: the second answer is the one a crowd gets.
async function wire(url: string): Promise<{ bytes: number; text: string }> {
  await once(url, 'br')
  await new Promise((resolve) => setTimeout(resolve, 50))
  const plain = await once(url, 'identity')
  return { bytes: (await once(url, 'br')).length, text: plain.toString('utf8') }
}

function once(url: string, encoding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
      response.on('error', reject)
    }).on('error', reject)
  })
}
