import type { WorldObject } from '../../kit/world.js'

const hall = place('h', { seats: 40, stairs: true, address: { street: 'Markt', town: 'Ort', zip: '41812' } })
const attic = place('a', { seats: null, stairs: null, address: null })

function place(id: string, more: object): WorldObject {
  return {
    __typename: 'Place',
    id,
    name: `Place ${id}`,
    internal: `#${id}`,
    doors: (_: object, { internal }: { internal: string | null }) => internal?.length ?? null,
    ...more,
  }
}

export const entities = [hall, attic]

export const roots = {
  Query: {
    places: [hall, attic],
    shared: ({ factor }: { factor?: number | null }) => ({ a: 2 * (factor ?? 1), b: [1, 2], c: false }),
    old: 'old',
    place: ({ id }: { id: string }) => entities.find((entity) => entity.id === id) ?? null,
    entrances: [attic, null, hall],
  },
}
