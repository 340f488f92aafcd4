import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../platform/graph/language.js'
import { fieldsOfActionById } from '../field-of-action/field-of-action.queries.js'
import { FieldOfAction } from '../field-of-action/field-of-action.type.js'
import { initiativesById } from '../initiative/initiative.queries.js'
import { Initiative } from '../initiative/initiative.type.js'
import { RoadmapItemVersion } from './roadmap-item-version.type.js'

@Resolver(() => RoadmapItemVersion)
export class RoadmapItemVersionResolver {
  @FieldResolver(() => String)
  title(@Root() { content }: RoadmapItemVersion, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(content.title, lang)
  }

  @FieldResolver(() => FieldOfAction, {
    nullable: true,
    description: 'What it was for; the field of action as it is now.',
  })
  fieldOfAction(@Root() { content }: RoadmapItemVersion, @Ctx() context: SubgraphContext) {
    return context.load(fieldsOfActionById, null, content.fieldOfAction)
  }

  @FieldResolver(() => [Initiative], {
    nullable: true,
    description:
      'Initiatives that contributed to it, of those you may read; the initiatives as they are now.',
  })
  async initiatives(@Root() { content }: RoadmapItemVersion, @Ctx() context: SubgraphContext) {
    const initiatives = await Promise.all(
      content.initiatives.map((id) => context.load(initiativesById, null, id)),
    )
    return initiatives.filter((initiative) => initiative !== null)
  }
}
