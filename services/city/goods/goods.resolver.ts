import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { organizationsById } from '../organization/organization.queries.js'
import { Organization } from '../organization/organization.type.js'
import { listedSkills } from '../skill/skill.queries.js'
import { Skill } from '../skill/skill.type.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { TimeWindow } from './availability/availability.type.js'
import { availableWindows, maxDays } from './availability/available-windows.js'
import { goodsAccess } from './goods.access.js'
import { DaysArgs } from './goods.args.js'
import type { Goods } from './goods.type.js'

/** The fields of a resource and a need that are looked up alike. */
export function goodsFieldsOf(type: abstract new () => Goods, { skillsAre }: { skillsAre: string }) {
  @Resolver(() => type)
  abstract class GoodsResolver {
    @FieldResolver(() => String)
    title(@Root() { texts }: Goods, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
      return localize(texts.title, lang)
    }

    @FieldResolver(() => [String], { description: untranslatedDescription })
    untranslated(
      @Root() { texts }: Goods,
      @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
    ): string[] {
      return untranslated(texts, lang)
    }

    @FieldResolver(() => Organization, { nullable: true, description: 'Whose it is.' })
    organization(@Root() { organizationId }: Goods, @Ctx() context: SubgraphContext) {
      return context.load(organizationsById, null, organizationId)
    }

    @FieldResolver(() => District, { nullable: true, description: 'Null for the whole town.' })
    district(@Root() { districtId }: Goods, @Ctx() context: SubgraphContext) {
      return districtId === null ? null : context.load(districtsById, null, districtId)
    }

    @FieldResolver(() => [Skill], { description: skillsAre })
    skills(@Root() { skillIds }: Goods, @Ctx() context: SubgraphContext): Promise<Skill[]> {
      return listedSkills(skillIds, context)
    }

    @FieldResolver(() => [TimeWindow], {
      nullable: true,
      description: `When it may be used between two days, both included, at most ${maxDays} of them: in order, none touching another. None for what has been withdrawn.`,
    })
    availableWindows(@Root() goods: Goods, @Args(() => DaysArgs) { from, to }: DaysArgs): TimeWindow[] {
      return availableWindows(goods, from, to)
    }

    @FieldResolver(() => String, { nullable: true, description: 'Why it was withdrawn.' })
    @Access(goodsAccess.withdrawalReason, ({ organizationId, town }: Goods) => ({ organizationId, town }))
    withdrawalReason(@Root() { withdrawalReason }: Goods): string | null {
      return withdrawalReason
    }
  }
  return GoodsResolver
}
