import { defineEntity, p } from '@mikro-orm/core'

/** An offer to become a member, sent by mail. */
export const InvitationEntity = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  schema: 'identity',
  properties: {
    id: p.text().primary(),
    organizationId: p.text().index(),
    email: p.text().index(),
    role: p.text(),
    tokenHash: p.blob().columnType('bytea').unique().comment('SHA-256 of the token of the link'),
    invitedBy: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
    expiresAt: p.datetime().columnType('timestamptz'),
    acceptedAt: p.datetime().columnType('timestamptz').nullable(),
    withdrawnAt: p.datetime().columnType('timestamptz').nullable(),
    declinedAt: p.datetime().columnType('timestamptz').nullable(),
    mailDueAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .index()
      .comment('when to send the mail, again if need be; null when it was sent'),
  },
  checks: [{ name: 'invitation_role_check', expression: `role in ('OWNER', 'MEMBER')` }],
})
