// Reading a request: language, look, fields and uploads, all as plain data with limits.
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Fields } from '../form.ts'
import { type Locale, locales } from '../words.ts'
import { type Look, plainLook, type Upload } from './route.ts'

/**
 * The address within the house. A request may name anything (`//other.city/x`, `http://x`), which must neither fail here nor come
 * back to a reader as a link to somewhere else.
 */
export function houseUrl(rest: string): URL {
  const path = rest.startsWith('/') ? rest : '/'
  return new URL(`http://house${path.replace(/^[/\\]+/, '/')}`)
}

/** Splits `/en/small-wins` into the language and the house address. */
export function splitLocale(url: string): { locale: Locale; rest: string } {
  for (const locale of locales) {
    if (locale === 'ru') continue
    if (url === `/${locale}`) return { locale, rest: '/' }
    if (url.startsWith(`/${locale}/`) || url.startsWith(`/${locale}?`)) {
      const rest = url.slice(locale.length + 1)
      return { locale, rest: rest.startsWith('/') ? rest : `/${rest}` }
    }
  }
  return { locale: 'ru', rest: url }
}

export function hrefIn(locale: Locale, path: string): string {
  if (locale === 'ru' || !path.startsWith('/')) return path
  return path === '/' ? `/${locale}` : `/${locale}${path}`
}

const looks = {
  scheme: ['auto', 'light', 'dark', 'black-on-white', 'white-on-black', 'blue'],
  size: ['m', 'l', 'xl'],
  spacing: ['normal', 'wide'],
  pictures: ['on', 'off'],
} as const

/** The look from its cookie `scheme.size.spacing.pictures`; anything unknown is the plain one. */
export function readLook(cookie: string | undefined): Look {
  if (!cookie) return plainLook
  const [scheme, size, spacing, pictures] = cookie.split('.')
  return {
    scheme: looks.scheme.find((name) => name === scheme) ?? plainLook.scheme,
    size: looks.size.find((name) => name === size) ?? plainLook.size,
    spacing: looks.spacing.find((name) => name === spacing) ?? plainLook.spacing,
    pictures: looks.pictures.find((name) => name === pictures) ?? plainLook.pictures,
  }
}

export function writeLook(look: Look): string {
  return `${look.scheme}.${look.size}.${look.spacing}.${look.pictures}`
}

/** The place from its cookie, as it was chosen; empty where none is kept or it cannot be read. */
export function readNear(cookie: string | undefined): string {
  const text = (cookie ?? '').normalize('NFC')
  return text.length <= 80 && /^[^\p{C}]*$/u.test(text) ? text : ''
}

/** Fields of an urlencoded text; names repeated become lists. Broken UTF-8 decodes to U+FFFD, which forms refuse in words. */
export function readUrlencoded(text: string): Fields {
  const fields: Fields = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > 400) break
    addField(fields, name, value)
  }
  return fields
}

const fieldLimit = 400_000
const filesLimit = 8

/** Fields and files of a multipart body. A file over the limit is cut and marked so, and the other fields are kept. */
export async function readMultipart(
  request: FastifyRequest,
  fileLimit: number,
): Promise<{ fields: Fields; uploads: Record<string, Upload[]> }> {
  const fields: Fields = Object.create(null)
  const uploads: Record<string, Upload[]> = Object.create(null)
  const parts = request.parts({
    limits: { fileSize: fileLimit, files: filesLimit, fields: 400, fieldSize: fieldLimit, headerPairs: 50 },
  })
  for await (const part of parts) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') addField(fields, part.fieldname, part.value)
      continue
    }
    const bytes = await readAll(part.file)
    // A file field left empty arrives as a part with no name and no bytes.
    if (part.filename === '' && bytes.length === 0) continue
    const upload: Upload = { name: part.filename ?? '', type: part.mimetype, bytes, cut: part.file.truncated }
    uploads[part.fieldname] = [...(uploads[part.fieldname] ?? []), upload]
  }
  return { fields, uploads }
}

async function readAll(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function addField(fields: Fields, name: string, value: string): void {
  const before = fields[name]
  fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
}

/** Whether the client asks for JSON rather than a page. */
export function asksForJson(accept: string | undefined): boolean {
  if (!accept) return false
  const json = accept.search(/application\/(\w+\+)?json/)
  if (json < 0) return false
  const html = accept.indexOf('text/html')
  return html < 0 || json < html
}

/** What was sent as JSON, as a form would have sent it. */
export function flatFields(body: object): Fields {
  const fields: Fields = Object.create(null)
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      fields[name] = String(value)
    else if (Array.isArray(value)) fields[name] = value.filter((each) => typeof each !== 'object').map(String)
  }
  return fields
}
