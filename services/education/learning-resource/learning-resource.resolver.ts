import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { Initiative } from '../initiative/initiative.type.js'
import { Organization } from '../organization/organization.type.js'
import { LearningResourceFilter, learningResourceConditions } from './learning-resource.filter.js'
import { learningResourceList, learningResourcesById } from './learning-resource.queries.js'
import { LearningResource, LearningResourceConnection } from './learning-resource.type.js'

@Resolver(() => LearningResource)
export class LearningResourceResolver {
  @Query(() => LearningResource, { nullable: true })
  learningResource(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(learningResourcesById, null, id)
  }

  @Query(() => LearningResourceConnection, { nullable: true, description: 'Learning resources by title.' })
  learningResources(
    @Args(() => PageArgs) args: PageArgs,
    @Args(() => LearningResourceFilter) filter: LearningResourceFilter,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<LearningResource>> {
    return page<LearningResource>(learningResourceList(learningResourceConditions(filter)), args, context)
  }

  @FieldResolver(() => [String], { description: 'What it is: a video, a worksheet, a quiz.' })
  kinds(@Root() resource: LearningResource, @Args(() => LanguageArgs) { lang }: LanguageArgs): string[] {
    return resource.kindNames.map((name) => localize(name, lang))
  }

  @FieldResolver(() => [String], { description: 'Names of what it is about.' })
  subjects(@Root() resource: LearningResource, @Args(() => LanguageArgs) { lang }: LanguageArgs): string[] {
    return resource.subjectNames.map((name) => localize(name, lang))
  }

  @FieldResolver(() => [String], { description: 'Names of what one learns by it.' })
  skills(@Root() resource: LearningResource, @Args(() => LanguageArgs) { lang }: LanguageArgs): string[] {
    return resource.skillNames.map((name) => localize(name, lang))
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who publishes it here.' })
  organization(@Root() resource: LearningResource) {
    return resource.organizationId === null ? null : { id: resource.organizationId }
  }

  @FieldResolver(() => Initiative, { nullable: true, description: 'The initiative it belongs to.' })
  initiative(@Root() resource: LearningResource) {
    return resource.initiativeId === null ? null : { id: resource.initiativeId }
  }
}
