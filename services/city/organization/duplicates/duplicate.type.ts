import { Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql'

/** Why two organizations may be one. */
export enum DuplicateReason {
  SIMILAR_NAME = 'SIMILAR_NAME',
  SAME_DOMAIN = 'SAME_DOMAIN',
  SAME_REGISTER_NUMBER = 'SAME_REGISTER_NUMBER',
}

registerEnumType(DuplicateReason, {
  name: 'DuplicateReason',
  description: 'Why two organizations may be one and the same.',
})

@ObjectType({ description: 'An organization that may be the one somebody is about to register.' })
export class OrganizationDuplicate {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'Where post reaches it; null for one that is not public.',
  })
  place!: string | null

  @Field(() => [DuplicateReason])
  why!: DuplicateReason[]

  @Field(() => Float, {
    description: 'How alike the names are without words such as e. V. or gGmbH, from 0 to 1 (the same).',
  })
  similarity!: number
}
