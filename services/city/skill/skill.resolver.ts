import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { allSkills, listedSkills, skillsById } from './skill.queries.js'
import { Skill } from './skill.type.js'

@Resolver(() => Skill)
export class SkillResolver {
  @Query(() => [Skill], {
    nullable: true,
    description:
      'All skills that can be offered and needed, each after the more general one it stands below.',
  })
  skills(@Ctx() context: SubgraphContext): Promise<Skill[]> {
    return allSkills(context)
  }

  @FieldResolver(() => String)
  label(@Root() { texts }: Skill, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.label, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(@Root() { texts }: Skill, @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs): string[] {
    return untranslated(texts, lang)
  }

  @FieldResolver(() => Skill, { nullable: true, description: 'The next more general skill.' })
  parent(@Root() { ancestorIds: [parentId] }: Skill, @Ctx() context: SubgraphContext) {
    return parentId === undefined ? null : context.load(skillsById, null, parentId)
  }

  @FieldResolver(() => [Skill], { description: 'All more general skills, the nearest first.' })
  ancestors(@Root() { ancestorIds }: Skill, @Ctx() context: SubgraphContext): Promise<Skill[]> {
    return listedSkills(ancestorIds, context)
  }
}
