import type { WorldObject } from '../../kit/world.js'

const shelf = { row: 1, label: 'Ä-"1"', neighbour: { row: 2, label: null, neighbour: null } }

const north: WorldObject = { __typename: 'Branch', id: 'n', town: 'Nord', products: () => [tea, rice] }
const south: WorldObject = { __typename: 'Branch', id: 's', town: 'Süd', products: () => null, parent: north }
north.parent = null

const early: WorldObject = { __typename: 'Offer', number: 1, code: 'E', discount: 10, product: () => tea }
const late: WorldObject = { __typename: 'Offer', number: 2, code: 'L', discount: 0, product: () => bread }

const tea = product('p1', 'tea', { branch: north, offers: [early, late], shelves: [[shelf], [], null] })
const rice = product('p2', 'rice', { branch: south, offers: [late], shelves: [[shelf, { row: 3 }]] })
const bread = product('p3', 'bread', { branch: null, offers: [], inStock: null, shelves: null })

function product(id: string, sku: string, more: object): WorldObject {
  return {
    __typename: 'Product',
    id,
    sku,
    title: `The ${sku}`,
    region: { code: id === 'p3' ? 'de' : 'nl', name: null },
    inStock: 7,
    price: ({ currency, digits }: { currency?: string; digits: number }) =>
      currency === null ? null : 1.25 * digits + (currency === 'EUR' ? 0 : 100),
    ...more,
  }
}

export const entities = [north, south, early, late, tea, rice, bread]

export const roots = {
  Query: {
    products: ({ first }: { first?: number }) => [tea, rice, bread, tea].slice(0, first ?? 4),
    product: ({ id }: { id: string }) => [tea, rice, bread].find((known) => known.id === id) ?? null,
    branches: [north, null, south, north],
    offer: early,
    bestOffers: ({ over }: { over?: { min: number; codes?: string[] } }) =>
      [early, late].map((offer) => (over?.codes && !over.codes.includes(String(offer.code)) ? null : offer)),
  },
}
