import { registerEnumType } from 'type-graphql'

/** Where a subgraph stands: the furthest of its versions, unless it is suspended or retired. */
export enum SubgraphStatus {
  REGISTERED = 'REGISTERED',
  SANDBOX = 'SANDBOX',
  AWAITING_APPROVAL = 'AWAITING_APPROVAL',
  CANARY = 'CANARY',
  LIVE = 'LIVE',
  SUSPENDED = 'SUSPENDED',
  RETIRED = 'RETIRED',
}

registerEnumType(SubgraphStatus, {
  name: 'SubgraphStatus',
  description: 'Where a subgraph stands: as far as the furthest of its versions is.',
  valuesConfig: {
    REGISTERED: { description: 'It has a name; no version of it can be asked.' },
    SANDBOX: { description: 'Members and API keys of its organization can ask it.' },
    AWAITING_APPROVAL: { description: 'As in the sandbox; a coordinator is to look at it.' },
    CANARY: { description: 'A share of all requests gets it.' },
    LIVE: { description: 'Everybody can ask it.' },
    SUSPENDED: {
      description: 'It, or its organization, is suspended: its types stay in the graph, its fields are null.',
    },
    RETIRED: { description: 'It has left the graph for good.' },
  },
})
