import type { WorldObject } from '../../kit/world.js'

const wheel: WorldObject = {
  __typename: 'Part',
  id: 'w',
  code: 'W1',
  name: 'Rad',
  label: (_: object, { name }: { name: string }) => `Teil: ${name}`,
}

export const entities = [wheel]

export const roots = { Query: { parts: [wheel] } }

/** Apollo's planner comes back to a subgraph by a key that cannot be used. */
export const leftOut = ['Part.label']
