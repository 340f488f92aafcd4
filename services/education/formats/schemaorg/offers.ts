import type { JsonLdGraph, JsonLdNode } from './json-ld-graph.js'

/** What a course costs. */
export interface CoursePrice {
  /** The lowest price as an exact decimal; null where none is readable. */
  price: string | null
  /** ISO 4217. */
  currency: string | null
  /** Null where the offers do not tell. */
  isFree: boolean | null
  /** Prices that are no numbers. */
  unreadable: string[]
}

const exactDecimal = /^\d{1,12}(\.\d{1,6})?$/

/** Reads the offers of a course or instance (schema.org Offer, AggregateOffer). */
export function priceOf(node: JsonLdNode, graph: JsonLdGraph): CoursePrice {
  const offers = graph.nodesOf(node, 'offers')
  const specified = offers.flatMap((offer) => [offer, ...graph.nodesOf(offer, 'priceSpecification')])
  const given = specified.flatMap((offer) => {
    const text = graph.textOf(offer, 'price', 'lowPrice', 'minPrice')
    return text === null ? [] : [{ text, ...priceIn(text), currency: currencyOf(offer, graph) }]
  })
  const prices = given.flatMap(({ price, currency }) => (price === null ? [] : [{ price, currency }]))
  // Prices in different currencies cannot be compared; the feed's first one is the one it is meant in.
  const comparable = prices.filter(({ currency }) => currency === prices[0]?.currency)
  const [lowest] = comparable.sort((a, b) => Number(a.price) - Number(b.price))
  return {
    price: lowest?.price ?? null,
    currency: lowest?.currency ?? null,
    isFree: prices.length > 0 ? prices.every(({ price }) => Number(price) === 0) : categoryOf(offers, graph),
    unreadable: given.filter(({ price }) => price === null).map(({ text }) => text),
  }
}

function priceIn(text: string): { price: string | null } {
  const price = text.trim().replace(/^(\d+),(\d{1,2})$/, '$1.$2')
  return { price: exactDecimal.test(price) ? price : null }
}

function currencyOf(offer: JsonLdNode, graph: JsonLdGraph): string | null {
  const currency = graph.textOf(offer, 'priceCurrency')?.trim().toUpperCase() ?? ''
  return /^[A-Z]{3}$/.test(currency) ? currency : null
}

/** Offers may carry a category instead of a price: Free, Paid, Partially Free, Subscription. */
function categoryOf(offers: readonly JsonLdNode[], graph: JsonLdGraph): boolean | null {
  const categories = offers
    .flatMap((offer) => graph.textsOf(offer, 'category'))
    .map((text) => text.toLowerCase())
  return categories.length === 0 ? null : categories.every((category) => category === 'free')
}
