import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { routesById } from '../route/route.queries.js'
import { Route } from '../route/route.type.js'
import { Departure } from './departure.type.js'

@Resolver(() => Departure)
export class DepartureResolver {
  @FieldResolver(() => Route, { nullable: true })
  route(@Root() departure: Departure, @Ctx() context: SubgraphContext) {
    return context.load(routesById, null, departure.routeId)
  }
}
