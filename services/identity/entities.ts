import { eventEntity } from '../../platform/changes/event.entity.js'
import { idempotentAnswerEntity } from '../../platform/changes/idempotent-answer.entity.js'
import { AccountEntity, CredentialEntity, TownRoleEntity, TwoFactorEntity } from './account/account.entity.js'
import { ApiKeyEntity } from './api-key/api-key.entity.js'
import { InvitationEntity } from './invitation/invitation.entity.js'
import { RateLimitEntity } from './limit/rate-limit.entity.js'
import { MembershipEntity } from './membership/membership.entity.js'
import { SessionEntity, SigningKeyEntity, VerificationEntity } from './session/session.entity.js'

/** The tables of the service. */
export const entities = [
  AccountEntity,
  CredentialEntity,
  TwoFactorEntity,
  TownRoleEntity,
  SessionEntity,
  VerificationEntity,
  SigningKeyEntity,
  RateLimitEntity,
  MembershipEntity,
  InvitationEntity,
  ApiKeyEntity,
  idempotentAnswerEntity('identity'),
  eventEntity('identity'),
]
