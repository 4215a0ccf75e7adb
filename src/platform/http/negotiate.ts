// What a client says it can take and already has: encodings and validators (RFC 9110, 8.8 and 12.5.3).

/** The best packed form that exists and that the client takes; null for the plain one. */
export function encodingFor(accepts: string | undefined, packed: { br: unknown; gzip: unknown }): 'br' | 'gzip' | null {
  if (accepts === undefined) return null
  const taken = new Map<string, boolean>()
  for (const part of accepts.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    taken.set(name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)))
  }
  const takes = (name: string): boolean => taken.get(name) ?? taken.get('*') ?? false
  if (packed.br && takes('br')) return 'br'
  return packed.gzip && takes('gzip') ? 'gzip' : null
}

/** Whether If-None-Match names this validator; compared weakly, since proxies weaken validators when they repack. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  const plain = (validator: string): string => validator.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((each) => plain(each) === plain(etag))
}
