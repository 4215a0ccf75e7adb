// Decisions about systems that people enter by their account here: what they may ask for, and which addresses are theirs.

/** What a system may ask to learn, in the order in which people read it. `openid` is its own sign of her and is always asked. */
export const scopeNames = ['profile', 'email', 'phone', 'level', 'offline_access'] as const
export type ScopeName = (typeof scopeNames)[number]

/** How a system shows that it is itself when it fetches what it was allowed (OpenID Connect Core, 9). */
export const authNames = ['client_secret_basic', 'client_secret_post', 'none'] as const
export type AuthName = (typeof authNames)[number]

/** The addresses of a text field: one a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * What is wrong with an address to which people, or news of them, are sent; null when nothing is. Plain http is let through to
 * this machine only, and nothing that a browser would read in two ways.
 */
export function addressProblem(text: string): 'unreadable' | 'insecure' | 'fragment' | null {
  const url = URL.parse(text)
  if (url === null || /[\s\\*]/.test(text) || url.username !== '' || url.password !== '') return 'unreadable'
  if (text.includes('#')) return 'fragment'
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && here) ? null : 'insecure'
}

/** Whether all addresses lie on one host: a system's sign of a person is made for one (OpenID Connect Core, 8.1). */
export function onOneHost(addresses: readonly string[]): boolean {
  return new Set(addresses.map((address) => URL.parse(address)?.host)).size <= 1
}

/** The module name under which identity keeps the sign by which a system knows a person. */
export function signModule(system: string): string {
  return `oidc:${system}`
}

/** The system of such a module name; null for the handle of a module of the house. */
export function systemOfModule(module: string): string | null {
  return module.startsWith('oidc:') ? module.slice('oidc:'.length) : null
}
