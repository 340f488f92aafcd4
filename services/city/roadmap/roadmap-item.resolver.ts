import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { fieldsOfActionAsOf, fieldsOfActionById } from '../field-of-action/field-of-action.queries.js'
import { FieldOfAction } from '../field-of-action/field-of-action.type.js'
import { askedMoment, asOfDescription } from '../history/as-of.js'
import { InitiativeFilter } from '../initiative/initiative.filter.js'
import { initiativesOfRoadmapItems } from '../initiative/initiative.queries.js'
import { type Initiative, InitiativeConnection } from '../initiative/initiative.type.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { initiativesOfRoadmapItemsAsOf } from './linked-initiatives.queries.js'
import { RoadmapFilter } from './roadmap.filter.js'
import { roadmapList } from './roadmap-item.queries.js'
import { RoadmapItem, RoadmapItemConnection } from './roadmap-item.type.js'
import { versionsOfRoadmapItems } from './roadmap-item-version.queries.js'
import { type RoadmapItemVersion, RoadmapItemVersionConnection } from './roadmap-item-version.type.js'

@Resolver(() => RoadmapItem)
export class RoadmapItemResolver {
  @Query(() => RoadmapItemConnection, {
    nullable: true,
    description: 'What the town means to do, by quarter.',
  })
  roadmap(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RoadmapFilter, { nullable: true }) filter: RoadmapFilter | null,
    @Arg('asOf', () => DateTime, { nullable: true, description: asOfDescription }) asOf: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<RoadmapItem>> {
    return page<RoadmapItem>(roadmapList(filter, { asOf: askedMoment(asOf) }), args, context)
  }

  @FieldResolver(() => String)
  title(@Root() { texts }: RoadmapItem, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.title, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { texts }: RoadmapItem,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated(texts, lang)
  }

  @FieldResolver(() => FieldOfAction, { nullable: true })
  fieldOfAction(@Root() { fieldOfActionId, asOf }: RoadmapItem, @Ctx() context: SubgraphContext) {
    return asOf === null
      ? context.load(fieldsOfActionById, null, fieldOfActionId)
      : context.load(fieldsOfActionAsOf, asOf, fieldOfActionId)
  }

  @FieldResolver(() => InitiativeConnection, {
    nullable: true,
    description: 'Initiatives that contribute to it, by title; best first where a text is searched for.',
  })
  initiatives(
    @Root() { id, asOf }: RoadmapItem,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InitiativeFilter, { nullable: true }) filter: InitiativeFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Initiative>> {
    return asOf === null
      ? context.load(initiativesOfRoadmapItems, { ...args, filter }, id)
      : context.load(initiativesOfRoadmapItemsAsOf, { ...args, filter, asOf }, id)
  }

  @FieldResolver(() => RoadmapItemVersionConnection, {
    nullable: true,
    description: 'What it was and why it was changed, the newest version first.',
  })
  history(
    @Root() { id }: RoadmapItem,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<RoadmapItemVersion>> {
    return context.load(versionsOfRoadmapItems, { ...args }, id)
  }
}
