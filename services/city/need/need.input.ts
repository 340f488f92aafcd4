import { Field, InputType, Int } from 'type-graphql'
import { z } from 'zod'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { calendarDay } from '../calendar/calendar-day.js'
import { goodsAsInput, goodsFields, goodsRules, goodsValues } from '../goods/goods.content.js'
import { GoodsChangesInput, NewGoodsInput } from '../goods/goods.input.js'
import type { KnownReferences } from '../goods/known-references.js'
import { type GoodsTerms, keeps } from '../goods/rules/finding.js'
import type { Need } from './need.type.js'
import { mostSourcesLimit, type SourcesTerms, sourcesOfSplittable } from './sources-of-splittable.js'

const deadlineDescription = 'Last day on which an answer is of use; null where there is none.'
const sourcesDescription = `From how many resources it may be met at most, 1 to ${mostSourcesLimit}; null: any number. Only for what is splittable.`

@InputType({ description: 'Something an initiative lacks.' })
export class NeedInput extends NewGoodsInput {
  @Field(() => LocalDate, { nullable: true, description: deadlineDescription })
  deadline?: string | null

  @Field(() => Int, { nullable: true, description: sourcesDescription })
  mostSources?: number | null
}

@InputType({ description: 'Changes of a need: what is left out stays, what is null is emptied.' })
export class NeedChangesInput extends GoodsChangesInput {
  @Field(() => LocalDate, { nullable: true, description: deadlineDescription })
  deadline?: string | null

  @Field(() => Int, { nullable: true, description: sourcesDescription })
  mostSources?: number | null
}

/** Reads a `NeedInput`, with everything that is wrong with it. */
export function needSchema(known: KnownReferences) {
  return z
    .object({
      ...goodsFields(known),
      deadline: calendarDay()
        .nullish()
        .transform((day) => day ?? null),
      mostSources: z
        .int()
        .min(1)
        .max(mostSourcesLimit)
        .nullish()
        .transform((sources) => sources ?? null),
    })
    .superRefine(keeps<GoodsTerms & SourcesTerms>([...goodsRules, sourcesOfSplittable]), { when: () => true })
}

type NeedContent = z.output<ReturnType<typeof needSchema>>

/** A need in the form of an input. */
export function needAsInput(need: Need) {
  return { ...goodsAsInput(need), deadline: need.deadline, mostSources: need.mostSources }
}

/** The columns a need's content is kept in. */
export function needValues({ deadline, mostSources, ...goods }: NeedContent) {
  return { ...goodsValues(goods), deadline, mostSources }
}
