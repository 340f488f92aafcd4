import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { Contact } from '../contact/contact.type.js'
import { districtIdsOfInitiatives, districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { needsOfInitiatives } from '../need/need.queries.js'
import { type Need, NeedConnection } from '../need/need.type.js'
import { organizationsById } from '../organization/organization.queries.js'
import { Organization } from '../organization/organization.type.js'
import { roadmapItemsOfInitiatives } from '../roadmap/roadmap-item.queries.js'
import { type RoadmapItem, RoadmapItemConnection } from '../roadmap/roadmap-item.type.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { initiativeAccess } from './initiative.access.js'
import { InitiativeFilter } from './initiative.filter.js'
import { contactsOfInitiatives, initiativeList, initiativesById } from './initiative.queries.js'
import { Initiative, InitiativeConnection } from './initiative.type.js'
import { lastProposalsOfInitiatives } from './proposal/initiative-proposal.queries.js'
import { InitiativeProposal } from './proposal/initiative-proposal.type.js'

@Resolver(() => Initiative)
export class InitiativeResolver {
  @Query(() => Initiative, { nullable: true, description: 'Null for one the caller may not read.' })
  initiative(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(initiativesById, null, id)
  }

  @Query(() => InitiativeConnection, {
    nullable: true,
    description: 'Initiatives by title; best first where a text is searched for.',
  })
  initiatives(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InitiativeFilter, { nullable: true }) filter: InitiativeFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Initiative>> {
    return page<Initiative>(initiativeList(filter, context.caller), args, context)
  }

  @FieldResolver(() => String)
  title(@Root() { texts }: Initiative, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.title, lang)
  }

  @FieldResolver(() => String, {
    description: 'What it is about, in a sentence or two; empty only while it is being written.',
  })
  summary(@Root() { texts }: Initiative, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return texts.summary === null ? '' : localize(texts.summary, lang)
  }

  @FieldResolver(() => String, { nullable: true })
  description(@Root() { texts }: Initiative, @Args(() => LanguageArgs) { lang }: LanguageArgs) {
    return texts.description && localize(texts.description, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { texts }: Initiative,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated(texts, lang)
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who stands behind it.' })
  organization(@Root() { organizationId }: Initiative, @Ctx() context: SubgraphContext) {
    return organizationId === null ? null : context.load(organizationsById, null, organizationId)
  }

  @FieldResolver(() => [District], { nullable: true, description: 'Where it is at work, by number.' })
  async districts(@Root() { id }: Initiative, @Ctx() context: SubgraphContext) {
    const ids = await context.load(districtIdsOfInitiatives, null, id)
    return Promise.all(ids.map((districtId) => context.load(districtsById, null, districtId)))
  }

  @FieldResolver(() => RoadmapItemConnection, {
    nullable: true,
    description: 'Items of the roadmap it contributes to, by quarter.',
  })
  roadmapItems(
    @Root() { id }: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<RoadmapItem>> {
    return context.load(roadmapItemsOfInitiatives, { ...args }, id)
  }

  @FieldResolver(() => NeedConnection, { nullable: true, description: 'What it lacks, by title.' })
  needs(
    @Root() { id }: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Need>> {
    return context.load(needsOfInitiatives, { ...args }, id)
  }

  @Access(initiativeAccess.read, (initiative: Initiative) => initiative)
  @FieldResolver(() => Contact, { nullable: true, description: 'Whom the town may ask about it.' })
  contact(@Root() { id }: Initiative, @Ctx() context: SubgraphContext) {
    return context.load(contactsOfInitiatives, null, id)
  }

  @Access(initiativeAccess.read, (initiative: Initiative) => initiative)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why changes were asked for, or why it was rejected, paused or ended: the last reason given.',
  })
  decisionReason(@Root() { decisionReason }: Initiative) {
    return decisionReason
  }

  @Access(initiativeAccess.read, (initiative: Initiative) => initiative)
  @FieldResolver(() => DateTime, { nullable: true, description: 'When it was submitted last.' })
  submittedAt(@Root() { submittedAt }: Initiative) {
    return submittedAt
  }

  @Access(initiativeAccess.read, (initiative: Initiative) => initiative)
  @FieldResolver(() => DateTime, { nullable: true, description: 'When a scheduled one will be published.' })
  publishAt(@Root() { publishAt }: Initiative) {
    return publishAt
  }

  @Access(initiativeAccess.read, (initiative: Initiative) => initiative)
  @FieldResolver(() => InitiativeProposal, {
    nullable: true,
    description: 'The last change that was proposed to what is published, open or settled.',
  })
  proposal(@Root() { id }: Initiative, @Ctx() context: SubgraphContext) {
    return context.load(lastProposalsOfInitiatives, null, id)
  }
}
