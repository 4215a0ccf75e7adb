// What a page weighs for a phone: its HTML, styles, scripts and fonts as they come over the wire.
import { get } from 'node:http'

/** Prints kilobytes (1,000 bytes) of each page, compressed as a browser asks for it; photos are not counted. */
export async function weigh(origin: string, paths: string[]): Promise<void> {
  console.log('\nweight, kB over the wire: page html + css + js + fonts = all')
  for (const path of paths) {
    const page = await wire(origin + path)
    const html = page.text
    const css = await sum(
      origin,
      [...html.matchAll(/href="([^"]+\.css)"/g)].map(([, href]) => href ?? ''),
    )
    const js = await sum(
      origin,
      [...html.matchAll(/src="([^"]+\.js)"/g)].map(([, src]) => src ?? ''),
    )
    const fonts = await sum(
      origin,
      [...html.matchAll(/href="([^"]+\.woff2)"/g)].map(([, href]) => href ?? ''),
    )
    const all = page.bytes + css + js + fonts
    console.log(
      `  ${path.padEnd(48)} ${[page.bytes, css, js, fonts, all].map((bytes) => (bytes / 1000).toFixed(1).padStart(6)).join(' ')}`,
    )
  }
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
