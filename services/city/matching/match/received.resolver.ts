import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { Initiative } from '../../initiative/initiative.type.js'
import { Need } from '../../need/need.type.js'
import { receivedOfInitiatives, receivedOfNeeds } from './received.queries.js'
import { Received, ReceivedOfKind } from './received.type.js'

@Resolver(() => Need)
export class NeedReceivedResolver {
  @FieldResolver(() => Received, { nullable: true, description: 'What it has got, and what it still lacks.' })
  received(@Root() { id }: Need, @Ctx() context: SubgraphContext) {
    return context.load(receivedOfNeeds, null, id)
  }
}

@Resolver(() => Initiative)
export class InitiativeReceivedResolver {
  @FieldResolver(() => [ReceivedOfKind], {
    nullable: true,
    description:
      'What it has got of what its open needs ask for, and what is still missing, by kind and unit.',
  })
  received(@Root() { id }: Initiative, @Ctx() context: SubgraphContext): Promise<ReceivedOfKind[]> {
    return context.load(receivedOfInitiatives, null, id)
  }
}
