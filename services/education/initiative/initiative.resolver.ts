import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { coursesOfInitiatives } from '../course/course.queries.js'
import { type Course, CourseConnection } from '../course/course.type.js'
import { learningResourcesOfInitiatives } from '../learning-resource/learning-resource.queries.js'
import {
  type LearningResource,
  LearningResourceConnection,
} from '../learning-resource/learning-resource.type.js'
import { Initiative } from './initiative.type.js'

@Resolver(() => Initiative)
export class InitiativeResolver {
  @FieldResolver(() => CourseConnection, {
    nullable: true,
    description: 'Courses of the initiative; those to come first, soonest first.',
  })
  courses(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('startsAfter', () => DateTime, {
      nullable: true,
      description: 'Only courses with a session that starts at this moment or later.',
    })
    startsAfter: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Course>> {
    return context.load(coursesOfInitiatives, { ...args, startsAfter }, initiative.id)
  }

  @FieldResolver(() => LearningResourceConnection, {
    nullable: true,
    description: 'Learning resources of the initiative, by title.',
  })
  learningResources(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<LearningResource>> {
    return context.load(learningResourcesOfInitiatives, { ...args }, initiative.id)
  }
}
