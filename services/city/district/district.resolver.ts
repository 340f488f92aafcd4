import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { InitiativeFilter } from '../initiative/initiative.filter.js'
import { initiativesOfDistricts } from '../initiative/initiative.queries.js'
import { type Initiative, InitiativeConnection } from '../initiative/initiative.type.js'
import { allDistricts, districtsById } from './district.queries.js'
import { District } from './district.type.js'

@Resolver(() => District)
export class DistrictResolver {
  @Query(() => District, { nullable: true })
  district(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(districtsById, null, id)
  }

  @Query(() => [District], { nullable: true, description: 'The nine districts, by number.' })
  districts(@Ctx() context: SubgraphContext): Promise<District[]> {
    return allDistricts(context)
  }

  @FieldResolver(() => InitiativeConnection, {
    nullable: true,
    description: 'Initiatives at work in this district, by title; best first where a text is searched for.',
  })
  initiatives(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InitiativeFilter, { nullable: true }) filter: InitiativeFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Initiative>> {
    return context.load(initiativesOfDistricts, { ...args, filter }, district.id)
  }
}
