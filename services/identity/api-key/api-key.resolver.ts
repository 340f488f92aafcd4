import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { Organization } from '../organization/organization.type.js'
import { ownerOf } from '../organization/owner-of.js'
import { apiKeyAccess } from './api-key.access.js'
import { apiKeysOfOrganizations } from './api-key.queries.js'
import { type ApiKey, ApiKeyConnection } from './api-key.type.js'

@Resolver(() => Organization)
export class OrganizationApiKeysResolver {
  @Access(apiKeyAccess.ofOrganization, ({ id }: Organization) => ownerOf(id))
  @FieldResolver(() => ApiKeyConnection, {
    nullable: true,
    description:
      'By which programs act for it, the newest first, with those that are over; for its owners and coordinators.',
  })
  apiKeys(
    @Root() { id }: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<ApiKey>> {
    return context.load(apiKeysOfOrganizations, { ...args }, id)
  }
}
