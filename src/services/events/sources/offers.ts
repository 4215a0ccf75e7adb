// Prices in offers of schema.org: the least and the most in roubles; other currencies say nothing here, but nothing is free in all.
import type { ReadingOptions } from './draft.ts'
import { isRoubles, type Money, moneyOf } from './values.ts'

/** An object of JSON. */
export type Node = Readonly<Record<string, unknown>>

export interface Prices {
  min: Money
  max: Money
  free: boolean | null
}

/** The prices of all offers together. A price without a currency counts where the source or its own sign says roubles. */
export function pricesOf(offers: readonly Node[], { roubles = false }: Pick<ReadingOptions, 'roubles'>): Prices {
  const said = offers.flatMap((offer) => pricesIn(offer, roubles))
  const wrong = said.find((money) => money !== null && 'wrong' in money)
  const kopecks = said.flatMap((money) => (money !== null && 'kopecks' in money ? [money.kopecks] : []))
  if (kopecks.length === 0) return { min: wrong ?? null, max: null, free: null }
  const [least, most] = [Math.min(...kopecks), Math.max(...kopecks)]
  return { min: wrong ?? { kopecks: least }, max: { kopecks: most }, free: most === 0 && !wrong ? true : null }
}

function pricesIn(offer: Node, roubles: boolean): Money[] {
  const own = ['price', 'lowPrice', 'highPrice'].flatMap((name) => moneyIn(offer, offer[name], roubles))
  // A specification of the price says what the offer itself does not.
  const specified = [offer.priceSpecification ?? []]
    .flat()
    .flatMap((each) => (isNode(each) ? pricesIn(each, roubles) : []))
  const within = [offer.offers ?? []].flat().flatMap((each) => (isNode(each) ? pricesIn(each, roubles) : []))
  const bounds = ['minPrice', 'maxPrice'].flatMap((name) => moneyIn(offer, offer[name], roubles))
  return [...own, ...specified, ...within, ...bounds]
}

function moneyIn(offer: Node, said: unknown, roubles: boolean): Money[] {
  const [price] = [said].flat()
  if (typeof price !== 'number' && (typeof price !== 'string' || price.trim() === '')) return []
  if (Number(price) === 0) return [{ kopecks: 0 }]
  const [currency] = [offer.priceCurrency].flat()
  const signed = typeof price === 'string' && /₽|руб/i.test(price)
  if (typeof currency === 'string' && currency.trim() !== '' ? !isRoubles(currency) : !signed && !roubles) return []
  return [moneyOf(price)]
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
