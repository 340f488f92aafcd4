import type { WorldObject } from '../../kit/world.js'

const attic = room('attic', 3)
const cellar = room('cellar', null)
const tenants: WorldObject[] = [
  { __typename: 'Tenant', id: 't1', language: 'de', rooms: [attic, cellar] },
  { __typename: 'Tenant', id: 't2', language: 'nl', rooms: [attic] },
]
const guest: WorldObject = { __typename: 'Guest', id: 'g', language: 'en', rooms: [cellar] }

function room(id: string, floor: number | null): WorldObject {
  return {
    __typename: 'Room',
    id,
    floor,
    sign: ({ size, language }: { size: number | null; language: string | null }) =>
      `${id} ${size ?? ''} ${language ?? ''}`,
  }
}

export const entities = [...tenants, guest, attic, cellar]

export const roots = { Query: { tenants, guest } }

/** @apollo/gateway takes nothing from further up. */
export const leftOut = ['Room.sign']
