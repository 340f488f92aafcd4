import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { coursesOfOrganizations } from '../course/course.queries.js'
import { type Course, CourseConnection } from '../course/course.type.js'
import { learningResourcesOfOrganizations } from '../learning-resource/learning-resource.queries.js'
import {
  type LearningResource,
  LearningResourceConnection,
} from '../learning-resource/learning-resource.type.js'
import { Organization } from './organization.type.js'

@Resolver(() => Organization)
export class OrganizationResolver {
  @FieldResolver(() => CourseConnection, {
    nullable: true,
    description: 'Courses of the organization; those to come first, soonest first.',
  })
  courses(
    @Root() organization: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('startsAfter', () => DateTime, {
      nullable: true,
      description: 'Only courses with a session that starts at this moment or later.',
    })
    startsAfter: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Course>> {
    return context.load(coursesOfOrganizations, { ...args, startsAfter }, organization.id)
  }

  @FieldResolver(() => LearningResourceConnection, {
    nullable: true,
    description: 'Learning resources of the organization, by title.',
  })
  learningResources(
    @Root() organization: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<LearningResource>> {
    return context.load(learningResourcesOfOrganizations, { ...args }, organization.id)
  }
}
