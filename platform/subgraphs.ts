/** The hub's own subgraphs, in the order they are started and shown. */
export const subgraphNames = [
  'city',
  'education',
  'mobility',
  'health',
  'society',
  'climate',
  'identity',
] as const

export type SubgraphName = (typeof subgraphNames)[number]
