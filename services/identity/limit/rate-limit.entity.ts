import { defineEntity, p } from '@mikro-orm/core'

/** How often something was tried in the current window of time. */
export const RateLimitEntity = defineEntity({
  name: 'RateLimit',
  tableName: 'rate_limit',
  schema: 'identity',
  properties: {
    key: p.text().primary().comment('what is counted; accounts and addresses as SHA-256'),
    count: p.integer(),
    endsAt: p.datetime().columnType('timestamptz').index().comment('end of the window'),
  },
})
