import fc from 'fast-check'
import { type Item, once, type Packing, type Row } from '../../../matching/assign/packing.js'

/** How an item may be taken: any part of it, from a lot, or only as a whole. */
const lot = fc.constantFrom(0, 0, 0.4, 1)
const per = fc.constantFrom<('AMOUNT' | 'ONCE' | 'PACKS')[]>('AMOUNT', 'AMOUNT', 'ONCE', 'PACKS')

/**
 * Packings of up to so many items, each for one of some needs, with rows of resources across them. Amounts are small, so that
 * sums meet, or large.
 */
export function anyPacking(mostItems: number, mostRows: number): fc.Arbitrary<Packing> {
  return fc.constantFrom(6, 40, 1_000_000).chain((largest) => {
    const amount = fc.integer({ min: 1, max: largest })
    const score = fc.constantFrom(3, 1_000).chain((max) => fc.integer({ min: 1, max }))
    const item = fc
      .record({ score, most: amount, lot })
      .map(({ lot, ...rest }): Item => ({ ...rest, least: Math.max(1, Math.ceil(lot * rest.most)) }))
    return fc
      .array(fc.record({ item, need: fc.nat(Math.ceil(mostItems / 3)) }), {
        minLength: 1,
        maxLength: mostItems,
      })
      .chain((wanted) => {
        const places = [...wanted.keys()]
        const needs = [...Map.groupBy(places, (place) => wanted[place]?.need ?? 0).values()]
        const ofNeeds = needs.map((items) =>
          fc
            .record({ capacity: amount, sources: fc.integer({ min: 1, max: 3 }) })
            .map(({ capacity, sources }): Row[] => [
              { of: 'NEED', capacity, per: 1, items },
              { of: 'NEED', capacity: sources, per: once, items },
            ]),
        )
        const ofResource = fc
          .record({ items: fc.subarray(places, { minLength: 1 }), capacity: amount, per })
          .map(
            (row): Row => ({
              of: 'RESOURCE',
              items: row.items,
              ...countedBy(row.per, row.capacity, largest),
            }),
          )
        return fc
          .tuple(fc.tuple(...ofNeeds), fc.array(ofResource, { maxLength: mostRows }))
          .map(([ofNeeds, ofResources]) => ({
            items: wanted.map(({ item }) => item),
            rows: [...ofNeeds.flat(), ...ofResources],
          }))
      })
  })
}

function countedBy(count: 'AMOUNT' | 'ONCE' | 'PACKS', capacity: number, largest: number) {
  if (count === 'AMOUNT') return { capacity, per: 1 }
  if (count === 'ONCE') return { capacity: 1 + (capacity % 2), per: once }
  const per = Math.max(2, Math.ceil(largest / 4))
  return { capacity: Math.ceil(capacity / per), per }
}
