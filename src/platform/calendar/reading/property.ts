// One line of a calendar as a property: name, parameters and the value as it is written (RFC 5545, 3.1 and 3.2; RFC 6868).

export interface Property {
  /** In capitals. */
  name: string
  /** By name in capitals; a parameter without a value has an empty one. */
  parameters: ReadonlyMap<string, readonly string[]>
  value: string
  line: number
}

export interface ReadProperty {
  /** Null when the line names no property. */
  property: Property | null
  faults: readonly PropertyFault[]
}

export type PropertyFault = 'propertyName' | 'parameter'

const none: ReadonlyMap<string, readonly string[]> = new Map()
const noFaults: readonly PropertyFault[] = []
const start = /^\s*([A-Za-z0-9-]+)(\s*)([:;])/

/** Reads a line. Spaces about names, and parameters of vCalendar 1.0 without a value, are faults that do no harm. */
export function propertyOf(text: string, line: number): ReadProperty {
  const found = start.exec(text)
  if (!found) return { property: null, faults: ['propertyName'] }
  const [head, name = '', gap, sign] = found
  const faults: PropertyFault[] = head.startsWith(name) && gap === '' ? [] : ['propertyName']
  if (sign === ':') {
    const property = { name: name.toUpperCase(), parameters: none, value: text.slice(head.length), line }
    return { property, faults: faults.length > 0 ? faults : noFaults }
  }
  const parameters = new Map<string, string[]>()
  let at = head.length
  for (;;) {
    const { name: key, values, end, clean } = parameterAt(text, at)
    if (!clean) faults.push('parameter')
    if (key !== '') {
      if (parameters.has(key)) faults.push('parameter')
      parameters.set(key, [...(parameters.get(key) ?? []), ...values])
    }
    if (text[end] === ';') {
      at = end + 1
      continue
    }
    if (text[end] === ':')
      return { property: { name: name.toUpperCase(), parameters, value: text.slice(end + 1), line }, faults }
    return { property: null, faults: ['propertyName'] }
  }
}

/** The only value of a parameter, or null. */
export function parameter(property: Property, name: string): string | null {
  return property.parameters.get(name)?.[0] ?? null
}

interface Parameter {
  name: string
  values: string[]
  /** Where the sign after it stands. */
  end: number
  clean: boolean
}

function parameterAt(text: string, from: number): Parameter {
  let at = from
  while (at < text.length && !'=;:'.includes(text.charAt(at))) at++
  const written = text.slice(from, at)
  const name = written.trim().toUpperCase()
  let clean = /^[A-Z0-9-]+$/.test(written.toUpperCase())
  if (text[at] !== '=') return { name, values: [''], end: at, clean: false }
  const values: string[] = []
  do {
    at++
    const quoted = /\s*"/y
    quoted.lastIndex = at
    if (quoted.test(text)) {
      const close = text.indexOf('"', quoted.lastIndex)
      if (text[at] !== '"') clean = false
      if (close < 0)
        return { name, values: [...values, unescaped(text.slice(quoted.lastIndex))], end: text.length, clean: false }
      values.push(unescaped(text.slice(quoted.lastIndex, close)))
      at = close + 1
      while (text[at] === ' ') {
        at++
        clean = false
      }
    } else {
      const begin = at
      while (at < text.length && !',;:'.includes(text.charAt(at))) at++
      const value = text.slice(begin, at)
      if (value.includes('"') || value.trim() !== value) clean = false
      values.push(unescaped(value.trim()))
    }
  } while (text[at] === ',')
  return { name, values, end: at, clean: clean && (at >= text.length || ';:'.includes(text.charAt(at))) }
}

/** RFC 6868: ^n, ^^ and ^' in parameters. */
function unescaped(value: string): string {
  return value.includes('^')
    ? value.replaceAll(/\^(n|\^|')/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === "'" ? '"' : sign))
    : value
}

/** A text of vCalendar 1.0 as the letters it stands for; other texts as they are. */
export function decoded(property: Property): string {
  const quoted =
    parameter(property, 'ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE' || property.parameters.has('QUOTED-PRINTABLE')
  if (!quoted) return property.value
  const bytes = property.value
    .replaceAll(/=\s*$/gm, '')
    .split(/(=[0-9A-Fa-f]{2})/)
    .map((piece) => (/^=[0-9A-Fa-f]{2}$/.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece)))
  const charset = parameter(property, 'CHARSET') ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(Buffer.concat(bytes))
  } catch {
    // A charset that nobody knows.
    return Buffer.concat(bytes).toString('utf8')
  }
}
