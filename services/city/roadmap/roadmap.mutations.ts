import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { addRoadmapItem } from './changes/add.js'
import { updateRoadmapItem } from './changes/update.js'
import { roadmapAccess } from './roadmap.access.js'
import { AddRoadmapItemArgs, UpdateRoadmapItemArgs } from './roadmap.args.js'
import { RoadmapItem } from './roadmap-item.type.js'

@Resolver()
export class RoadmapMutations {
  @Access(roadmapAccess.add)
  @Mutation(() => RoadmapItem, { nullable: true, description: 'Puts an item on the roadmap.' })
  addRoadmapItem(@Args(() => AddRoadmapItemArgs) args: AddRoadmapItemArgs, @Ctx() context: SubgraphContext) {
    return addRoadmapItem(context, args)
  }

  @Access(roadmapAccess.update)
  @Mutation(() => RoadmapItem, {
    nullable: true,
    description:
      'Changes an item of the roadmap. None is ever removed: one that is given up gets the state DROPPED.',
  })
  updateRoadmapItem(
    @Args(() => UpdateRoadmapItemArgs) args: UpdateRoadmapItemArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return updateRoadmapItem(context, args)
  }
}
