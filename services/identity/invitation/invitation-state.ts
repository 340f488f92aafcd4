import { registerEnumType } from 'type-graphql'

export enum InvitationState {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
}

registerEnumType(InvitationState, {
  name: 'InvitationState',
  description: 'What has become of an invitation.',
})

interface Ends {
  acceptedAt: Date | null
  declinedAt: Date | null
  withdrawnAt: Date | null
  expiresAt: Date
}

export function stateOf(
  { acceptedAt, declinedAt, withdrawnAt, expiresAt }: Ends,
  now: Date,
): InvitationState {
  if (acceptedAt !== null) return InvitationState.ACCEPTED
  if (declinedAt !== null) return InvitationState.DECLINED
  if (withdrawnAt !== null) return InvitationState.WITHDRAWN
  return expiresAt > now ? InvitationState.OPEN : InvitationState.EXPIRED
}
