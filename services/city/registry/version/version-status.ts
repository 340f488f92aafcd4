import { registerEnumType } from 'type-graphql'

/** What has become of a version of a subgraph. */
export enum SubgraphVersionStatus {
  REFUSED = 'REFUSED',
  SANDBOX = 'SANDBOX',
  AWAITING_APPROVAL = 'AWAITING_APPROVAL',
  CANARY = 'CANARY',
  LIVE = 'LIVE',
  REPLACED = 'REPLACED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(SubgraphVersionStatus, {
  name: 'SubgraphVersionStatus',
  description:
    'What has become of a version of a subgraph. A subgraph has at most one that is in the sandbox, one that awaits approval, one canary, and one that is live.',
  valuesConfig: {
    REFUSED: { description: 'A check found an error; it is kept so that it can be looked at.' },
    SANDBOX: { description: 'Members and API keys of its organization can ask it.' },
    AWAITING_APPROVAL: { description: 'As in the sandbox; a coordinator is to look at it.' },
    CANARY: { description: 'A share of all requests gets it.' },
    LIVE: { description: 'Everybody can ask it.' },
    REPLACED: {
      description: 'Another version has taken its place. One that was live can be rolled back to.',
    },
    WITHDRAWN: { description: 'Taken back by its organization, or refused by a coordinator.' },
  },
})

/** Statuses of versions that are in the graph of somebody; a subgraph has one version of each at most. */
export const currentStatuses = [
  SubgraphVersionStatus.SANDBOX,
  SubgraphVersionStatus.AWAITING_APPROVAL,
  SubgraphVersionStatus.CANARY,
  SubgraphVersionStatus.LIVE,
] as const

export type CurrentStatus = (typeof currentStatuses)[number]
