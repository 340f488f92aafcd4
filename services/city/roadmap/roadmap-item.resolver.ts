import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { fieldsOfActionById } from '../field-of-action/field-of-action.queries.js'
import { FieldOfAction } from '../field-of-action/field-of-action.type.js'
import { InitiativeFilter } from '../initiative/initiative.filter.js'
import { initiativesOfRoadmapItems } from '../initiative/initiative.queries.js'
import { type Initiative, InitiativeConnection } from '../initiative/initiative.type.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { RoadmapFilter } from './roadmap.filter.js'
import { roadmapList } from './roadmap-item.queries.js'
import { RoadmapItem, RoadmapItemConnection } from './roadmap-item.type.js'

@Resolver(() => RoadmapItem)
export class RoadmapItemResolver {
  @Query(() => RoadmapItemConnection, {
    nullable: true,
    description: 'What the town means to do, by quarter.',
  })
  roadmap(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RoadmapFilter, { nullable: true }) filter: RoadmapFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<RoadmapItem>> {
    return page<RoadmapItem>(roadmapList(filter), args, context)
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
  fieldOfAction(@Root() { fieldOfActionId }: RoadmapItem, @Ctx() context: SubgraphContext) {
    return context.load(fieldsOfActionById, null, fieldOfActionId)
  }

  @FieldResolver(() => InitiativeConnection, {
    nullable: true,
    description: 'Initiatives that contribute to it, by title; best first where a text is searched for.',
  })
  initiatives(
    @Root() { id }: RoadmapItem,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InitiativeFilter, { nullable: true }) filter: InitiativeFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Initiative>> {
    return context.load(initiativesOfRoadmapItems, { ...args, filter }, id)
  }
}
