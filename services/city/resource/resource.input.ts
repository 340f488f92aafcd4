import { Field as GraphField, ID, InputType } from 'type-graphql'
import { z } from 'zod'
import { Field } from '../field.js'
import { goodsAsInput, goodsFields, goodsRules, goodsValues, listOf, oneOf } from '../goods/goods.content.js'
import { GoodsChangesInput, NewGoodsInput } from '../goods/goods.input.js'
import type { KnownReferences } from '../goods/known-references.js'
import { type GoodsTerms, keeps } from '../goods/rules/finding.js'
import { OrganizationKind } from '../organization/organization-kind.js'
import { poolIsSplittable } from './pool-is-splittable.js'
import type { Resource } from './resource.type.js'
import { Sharing } from './sharing.js'

@InputType({ description: 'Whom a resource is for; an empty list leaves nobody out.' })
export class EligibilityInput {
  @GraphField(() => [Field], { nullable: true, description: 'Fields of the initiatives.' })
  fields?: Field[] | null

  @GraphField(() => [OrganizationKind], {
    nullable: true,
    description: 'Kinds of the organizations that stand behind them.',
  })
  organizationKinds?: OrganizationKind[] | null

  @GraphField(() => [ID], { nullable: true, description: 'Ids of districts the initiatives are at work in.' })
  districts?: string[] | null
}

@InputType({ description: 'A resource to be held ready for initiatives.' })
export class ResourceInput extends NewGoodsInput {
  @GraphField(() => Sharing, { defaultValue: Sharing.EXCLUSIVE })
  sharing!: Sharing

  @GraphField(() => EligibilityInput, { nullable: true, description: 'Null: for all.' })
  eligibility?: EligibilityInput | null
}

@InputType({ description: 'Changes of a resource: what is left out stays, what is null is emptied.' })
export class ResourceChangesInput extends GoodsChangesInput {
  @GraphField(() => Sharing, { nullable: true })
  sharing?: Sharing | null

  @GraphField(() => EligibilityInput, { nullable: true, description: 'Null: for all.' })
  eligibility?: EligibilityInput | null
}

/** Reads a `ResourceInput`, with everything that is wrong with it. */
export function resourceSchema(known: KnownReferences) {
  const eligibility = z.object({
    fields: listOf(z.enum(Field), 10),
    organizationKinds: listOf(z.enum(OrganizationKind), 20),
    districts: listOf(oneOf(known.districts), 50),
  })
  return z
    .object({
      ...goodsFields(known),
      sharing: z.enum(Sharing),
      eligibility: z.preprocess((given) => given ?? {}, eligibility),
    })
    .superRefine(keeps<GoodsTerms & { sharing: Sharing }>([...goodsRules, poolIsSplittable]), {
      when: () => true,
    })
}

type ResourceContent = z.output<ReturnType<typeof resourceSchema>>

/** A resource in the form of an input. */
export function resourceAsInput(resource: Resource) {
  const { sharing, eligibility } = resource
  const { districtIds, ...same } = eligibility
  return { ...goodsAsInput(resource), sharing, eligibility: { ...same, districts: districtIds } }
}

/** The columns a resource's content is kept in. */
export function resourceValues({ sharing, eligibility, ...goods }: ResourceContent) {
  return {
    ...goodsValues(goods),
    sharing,
    eligibleFields: eligibility.fields,
    eligibleOrganizationKinds: eligibility.organizationKinds,
    eligibleDistricts: eligibility.districts,
  }
}
