import { registerEnumType } from 'type-graphql'
import type { Scope } from '../../../platform/caller/caller.js'

/** What a key may be allowed, as the rules of the graph call it. */
export const ApiKeyScope = {
  READ: 'read',
  ORGANIZATION_WRITE: 'organization:write',
  INITIATIVES_WRITE: 'initiatives:write',
  GOODS_WRITE: 'goods:write',
  WEBHOOKS_WRITE: 'webhooks:write',
  SUBGRAPHS_WRITE: 'subgraphs:write',
  OPERATIONS_WRITE: 'operations:write',
} as const satisfies Record<string, Scope>

registerEnumType(ApiKeyScope, {
  name: 'ApiKeyScope',
  description: 'What an API key may be used for. Whatever is not named, it may not.',
  valuesConfig: {
    READ: { description: 'See what is not public of the organization; no names or addresses of people.' },
    ORGANIZATION_WRITE: { description: 'Change what the organization says of itself.' },
    INITIATIVES_WRITE: { description: 'Draft, submit and change initiatives.' },
    GOODS_WRITE: { description: 'Offer resources and say needs.' },
    WEBHOOKS_WRITE: { description: 'See and change webhooks.' },
    SUBGRAPHS_WRITE: { description: 'Check and publish subgraphs, and see all of their state.' },
    OPERATIONS_WRITE: { description: 'Register the operations of a frontend app.' },
  },
})
