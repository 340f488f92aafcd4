import { defineEntity, p } from '@mikro-orm/core'
import { AccountEntity } from '../account/account.entity.js'

const schema = 'identity'

/** Somebody's place in an organization of city. */
export const MembershipEntity = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  schema,
  properties: {
    organizationId: p.text().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade').primary().index(),
    role: p.text(),
    since: p.datetime().columnType('timestamptz'),
  },
  checks: [{ name: 'membership_role_check', expression: `role in ('OWNER', 'MEMBER')` }],
})
