import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Access, isAllowed } from '../../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { organizationsById } from '../../organization/organization.queries.js'
import { Organization } from '../../organization/organization.type.js'
import { ownerOf } from '../../organization/owner-of.js'
import { frontendAppAccess } from './app.access.js'
import { appsById, appsOfOrganizations, operationsOfApps, useOfOperations } from './app.queries.js'
import { FrontendApp, OperationUse, RegisteredOperation, RegisteredOperationConnection } from './app.type.js'
import { mostApps } from './limits.js'

@Resolver(() => Organization)
export class OrganizationAppsResolver {
  @Access(frontendAppAccess.ofOrganization, ownerOf)
  @FieldResolver(() => [FrontendApp], {
    nullable: true,
    description: `Its frontends, for those who act for it and coordinators. At most ${mostApps}.`,
  })
  frontendApps(@Root() { id }: Organization, @Ctx() context: SubgraphContext): Promise<FrontendApp[]> {
    return context.load(appsOfOrganizations, null, id)
  }
}

@Resolver(() => FrontendApp)
export class FrontendAppResolver {
  @Access(frontendAppAccess.find)
  @Query(() => FrontendApp, {
    nullable: true,
    description: 'For those who act for its organization and coordinators; null for others.',
  })
  async frontendApp(
    @Arg('id', () => ID) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<FrontendApp | null> {
    const app = await context.load(appsById, null, id)
    return app !== null && isAllowed(context.caller, frontendAppAccess.find, app) ? app : null
  }

  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organizationId }: FrontendApp, @Ctx() context: SubgraphContext) {
    return context.load(organizationsById, null, organizationId)
  }

  @FieldResolver(() => RegisteredOperationConnection, {
    nullable: true,
    description: 'What it has registered, by hash.',
  })
  operations(
    @Root() { id }: FrontendApp,
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<RegisteredOperation>> {
    return context.load(operationsOfApps, { first, after }, id)
  }
}

@Resolver(() => RegisteredOperation)
export class RegisteredOperationResolver {
  @FieldResolver(() => OperationUse, { nullable: true })
  use(@Root() { plainHash }: RegisteredOperation, @Ctx() context: SubgraphContext): Promise<OperationUse> {
    return context.load(useOfOperations, null, plainHash)
  }
}
