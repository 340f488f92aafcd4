import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { page } from '../../../../platform/graph/list.js'
import { organizationsById } from '../../organization/organization.queries.js'
import { Organization } from '../../organization/organization.type.js'
import { liveVersionsOfSubgraphs, versionsOfSubgraphs } from '../version/version.queries.js'
import { SubgraphVersion, SubgraphVersionConnection } from '../version/version.type.js'
import { ownerOf } from './owner-of.js'
import { subgraphAccess } from './subgraph.access.js'
import { subgraphList, subgraphsById, subgraphsOfOrganizations } from './subgraph.queries.js'
import { Subgraph, SubgraphConnection, SubgraphHostProof, SubgraphTerms } from './subgraph.type.js'
import { SubgraphStatus } from './subgraph-status.js'

@Resolver(() => Organization)
export class OrganizationSubgraphsResolver {
  @FieldResolver(() => [Subgraph], {
    nullable: true,
    description:
      'What it serves itself: everybody sees those that are live, its members and coordinators all that are not retired. At most 20.',
  })
  subgraphs(@Root() { id }: Organization, @Ctx() context: SubgraphContext): Promise<Subgraph[]> {
    return context.load(subgraphsOfOrganizations, null, id)
  }
}

@Resolver(() => Subgraph)
export class SubgraphResolver {
  @Query(() => Subgraph, { nullable: true, description: 'Null for one the caller may not find.' })
  subgraph(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext): Promise<Subgraph | null> {
    return context.load(subgraphsById, null, id)
  }

  @Query(() => SubgraphConnection, {
    nullable: true,
    description:
      "Partners' subgraphs by name: those that are live; members of an organization find all of it, coordinators all of them.",
  })
  subgraphs(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => SubgraphStatus, { nullable: true }) status: SubgraphStatus | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Subgraph>> {
    return page<Subgraph>(subgraphList(status ?? null, context.caller), args, context)
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who serves it.' })
  organization(@Root() { organizationId }: Subgraph, @Ctx() context: SubgraphContext) {
    return context.load(organizationsById, null, organizationId)
  }

  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => SubgraphHostProof, { nullable: true })
  hostProof(@Root() { hostToken, provenAddress, provenAt }: Subgraph): SubgraphHostProof {
    return { token: hostToken, address: provenAddress, provenAt }
  }

  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => SubgraphTerms, { nullable: true })
  terms(
    @Root() { name, claims, trusted, mayExtend, keyGeneration }: Subgraph,
    @Ctx() { config }: SubgraphContext,
  ): SubgraphTerms {
    const keySetAddress = `${config.publicUrl}/partners/${name}/jwks.json`
    return { claims, trusted, mayExtend, keySetAddress, keyGeneration }
  }

  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => String, { nullable: true, description: 'Why it, or its organization, is suspended.' })
  suspendedReason(@Root() { suspensionReason }: Subgraph): string | null {
    return suspensionReason
  }

  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => SubgraphVersion, { nullable: true, description: 'The version everybody can ask.' })
  live(@Root() { id }: Subgraph, @Ctx() context: SubgraphContext): Promise<SubgraphVersion | null> {
    return context.load(liveVersionsOfSubgraphs, null, id)
  }

  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => SubgraphVersionConnection, { nullable: true, description: 'The newest first.' })
  versions(
    @Root() { id }: Subgraph,
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SubgraphVersion>> {
    return context.load(versionsOfSubgraphs, { first, after }, id)
  }
}
