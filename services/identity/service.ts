import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { AccountMutations } from './account/account.mutations.js'
import { accountsById } from './account/account.queries.js'
import { AccountResolver } from './account/account.resolver.js'
import { AccountQueries } from './account/accounts.resolver.js'
import { ApiKeyMutations } from './api-key/api-key.mutations.js'
import { OrganizationApiKeysResolver } from './api-key/api-key.resolver.js'
import { addEndpoints } from './endpoints.js'
import { entities } from './entities.js'
import { forgetInvitations } from './invitation/forget-invitations.js'
import { InvitationMutations } from './invitation/invitation.mutations.js'
import { InvitationResolver, OrganizationInvitationsResolver } from './invitation/invitation.resolver.js'
import { invitationMails } from './invitation/invitation-mails.js'
import { MembershipMutations } from './membership/membership.mutations.js'
import {
  AccountMembershipsResolver,
  MembershipResolver,
  OrganizationMembersResolver,
} from './membership/membership.resolver.js'
import { AccountsMigration } from './migrations/001-accounts.js'
import { MergeMigration } from './migrations/002-merge.js'
import { ChangesMigration } from './migrations/003-changes.js'
import { CallerOfMigration } from './migrations/004-caller-of.js'
import { forgetExpired } from './session/forget-expired.js'
import { TownRoleMutations } from './town-role/town-role.mutations.js'

/** Accounts and sessions, who may act for which organization, and what of that is true at the moment. */
export const identity: ServiceDefinition = {
  name: 'identity',
  entities,
  migrations: [AccountsMigration, MergeMigration, ChangesMigration, CallerOfMigration],
  graph: {
    resolvers: [
      AccountResolver,
      AccountQueries,
      AccountMutations,
      AccountMembershipsResolver,
      OrganizationMembersResolver,
      MembershipResolver,
      MembershipMutations,
      OrganizationInvitationsResolver,
      InvitationResolver,
      InvitationMutations,
      OrganizationApiKeysResolver,
      ApiKeyMutations,
      TownRoleMutations,
    ],
    references: { Account: accountsById, Organization: asReferred },
  },
  loans: [
    { to: 'city', privilege: 'execute on function identity.found_organization(text, text)' },
    { to: 'city', privilege: 'execute on function identity.merge_organizations(text, text)' },
    { to: 'city', privilege: 'execute on function identity.digest_recipients(text)' },
    { to: 'city', privilege: 'execute on function identity.caller_of(text, timestamptz)' },
  ],
  formats: [],
  example: { contentTable: 'identity.account', feeds: [] },
  addEndpoints,
  jobs: [forgetExpired, invitationMails, forgetInvitations],
}
