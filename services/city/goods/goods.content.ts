import { z } from 'zod'
import { says } from '../../../platform/input/problem.js'
import { latitude, longitude } from '../../../platform/input/text.js'
import { calendarDay } from '../calendar/calendar-day.js'
import { localizedTextInput } from '../text/localized-text.input.js'
import { hundredths } from './amount.js'
import { availability } from './availability/availability.input.js'
import type { Goods } from './goods.type.js'
import type { KnownReferences } from './known-references.js'
import { ResourceKind, Unit } from './resource-kind.js'
import type { GoodsTerms, Rule } from './rules/finding.js'
import { periodIsInOrder } from './rules/period-order.js'
import { radiusHasCentre } from './rules/radius-has-centre.js'
import { smallestLotIsPart } from './rules/smallest-lot.js'
import { unitFitsKind } from './rules/unit-fits-kind.js'
import { wholeAmounts } from './rules/whole-amounts.js'

export const maxTitleLength = 200
export const maxSkills = 20
export const maxRadiusMetres = 100_000

/** What the parts of a resource or need must be, each by itself. */
export function goodsFields({ districts, skills }: KnownReferences) {
  return {
    title: localizedTextInput(maxTitleLength),
    kind: z.enum(ResourceKind),
    unit: z.enum(Unit),
    amount: amount(),
    splittable: z.boolean(),
    smallestLot: orNull(amount()),
    validFrom: orNull(calendarDay()),
    validTo: orNull(calendarDay()),
    availability: availability(),
    district: orNull(oneOf(districts)),
    location: orNull(z.object({ lat: latitude, lon: longitude })),
    radius: orNull(z.int().min(1).max(maxRadiusMetres)),
    skills: listOf(oneOf(skills), maxSkills),
  }
}

/** What must be true of a resource or need as a whole. */
export const goodsRules: readonly Rule<GoodsTerms>[] = [
  unitFitsKind,
  wholeAmounts,
  smallestLotIsPart,
  periodIsInOrder,
  radiusHasCentre,
]

export type GoodsContent = z.output<z.ZodObject<ReturnType<typeof goodsFields>>>

/** What there is, in the form of an input: what a change leaves out stays as it is. */
export function goodsAsInput({
  texts: { title },
  quantity,
  smallestLot,
  districtId,
  skillIds,
  ...same
}: Goods) {
  const { kind, splittable, validFrom, validTo, availability, location, radius } = same
  return {
    title: { de: title.DE, en: title.EN, deEasy: title.DE_EASY },
    ...quantity,
    ...{ kind, splittable, validFrom, validTo, availability, location, radius },
    smallestLot: smallestLot?.amount ?? null,
    district: districtId,
    skills: skillIds,
  }
}

/** The columns a content is kept in. */
export function goodsValues({ location, radius, ...same }: GoodsContent) {
  return { ...same, lat: location?.lat ?? null, lon: location?.lon ?? null, radiusMetres: radius }
}

/** A list of ids or words, each once; none if it is missing or null. */
export function listOf<T extends z.ZodType>(item: T, max: number) {
  return z
    .array(item)
    .max(max)
    .nullish()
    .transform((given) => [...new Set(given ?? [])])
}

export function oneOf(known: ReadonlySet<string>) {
  return z.string().refine((id) => known.has(id), says('UNKNOWN'))
}

function amount() {
  return z.string().refine((written) => hundredths(written) !== null, says('NOT_AN_AMOUNT'))
}

function orNull<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null)
}
