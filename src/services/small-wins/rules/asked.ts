// What a reader asked of the list, as the query of an address: the same words lead to the page, the feed and the widget.

export interface Asked {
  category: string
  district: string
  year: string
  unit: string
  street: string
  kind: string
}

export const askedNames = ['category', 'street', 'district', 'year', 'unit', 'kind'] as const

export const nothingAsked: Asked = { category: '', district: '', year: '', unit: '', street: '', kind: '' }

/** What can be asked to be shown; a withdrawal is a setback to the reader. */
export const feedKinds = ['win', 'correction', 'setback'] as const
export type FeedKind = (typeof feedKinds)[number]

/** An address with what was asked, and more. Empty values are left out, so that one question has one address. */
export function addressWith(path: string, asked: Partial<Asked>, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams()
  for (const name of askedNames) if (asked[name]) query.set(name, asked[name])
  for (const [name, value] of Object.entries(more)) if (value !== '') query.set(name, value)
  const said = query.toString()
  return said === '' ? path : `${path}?${said}`
}

/** Whether anything was asked at all. */
export function isNarrowed(asked: Asked): boolean {
  return askedNames.some((name) => asked[name] !== '')
}

/** The address of one total in a scope. */
export function totalAddress(measure: string, scope: Partial<Asked>, more: Record<string, string> = {}): string {
  return addressWith(`/small-wins/totals/${encodeURIComponent(measure)}`, scope, more)
}
