import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { type Connection, checkPageSize, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { District } from '../district/district.type.js'
import { Initiative } from '../initiative/initiative.type.js'
import { Organization } from '../organization/organization.type.js'
import { CourseFilter, courseConditions } from './course.filter.js'
import { courseList, coursesById } from './course.queries.js'
import { Course, CourseConnection } from './course.type.js'
import { sessionsOfCourses } from './session.queries.js'
import { CourseSession } from './session.type.js'

/** Sessions shown of a course unless more are asked for: the next weeks of a weekly one. */
const defaultSessions = 10

@Resolver(() => Course)
export class CourseResolver {
  @Query(() => Course, { nullable: true })
  course(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(coursesById, null, id)
  }

  @Query(() => CourseConnection, {
    nullable: true,
    description:
      'Courses to come, soonest first; then those that can begin at any time; then past ones, latest first.',
  })
  courses(
    @Args(() => PageArgs) args: PageArgs,
    @Args(() => CourseFilter) filter: CourseFilter,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Course>> {
    return page<Course>(courseList(context.now, courseConditions(filter)), args, context)
  }

  @FieldResolver(() => [String], { description: 'Names of what one learns.' })
  skills(@Root() course: Course, @Args(() => LanguageArgs) { lang }: LanguageArgs): string[] {
    return course.skillNames.map((name) => localize(name, lang))
  }

  @FieldResolver(() => [String], { description: 'Names of what it is about.' })
  subjects(@Root() course: Course, @Args(() => LanguageArgs) { lang }: LanguageArgs): string[] {
    return course.subjectNames.map((name) => localize(name, lang))
  }

  @FieldResolver(() => [String], { description: 'What one must know or be able to do before.' })
  prerequisites(@Root() course: Course, @Args(() => LanguageArgs) { lang }: LanguageArgs): string[] {
    return course.prerequisiteNames.map((name) => localize(name, lang))
  }

  @FieldResolver(() => [CourseSession], {
    description: 'Sessions to come, soonest first; then those without a time; then past ones, latest first.',
  })
  sessions(
    @Root() course: Course,
    @Arg('first', () => Int, { defaultValue: defaultSessions }) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<CourseSession[]> {
    checkPageSize({ first })
    return context.load(sessionsOfCourses, first, course.id)
  }

  @FieldResolver(() => District, {
    nullable: true,
    description: 'Where its first session with a place in the town is held; online courses have none.',
  })
  district(@Root() course: Course) {
    return course.districtId === null ? null : { id: course.districtId }
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who publishes the course here.' })
  organization(@Root() course: Course) {
    return course.organizationId === null ? null : { id: course.organizationId }
  }

  @FieldResolver(() => Initiative, { nullable: true, description: 'The initiative it belongs to.' })
  initiative(@Root() course: Course) {
    return course.initiativeId === null ? null : { id: course.initiativeId }
  }
}
