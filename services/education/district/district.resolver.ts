import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { coursesOfDistricts } from '../course/course.queries.js'
import { type Course, CourseConnection } from '../course/course.type.js'
import { District } from './district.type.js'

@Resolver(() => District)
export class DistrictResolver {
  @FieldResolver(() => CourseConnection, {
    nullable: true,
    description:
      'Courses held in this district; those to come first, soonest first. Online courses are in none.',
  })
  courses(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('startsAfter', () => DateTime, {
      nullable: true,
      description: 'Only courses with a session that starts at this moment or later.',
    })
    startsAfter: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Course>> {
    return context.load(coursesOfDistricts, { ...args, startsAfter }, district.id)
  }
}
