import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: "A district of the town, and mobility's part of it." })
@Directive('@key(fields: "id")')
export class District {
  @Field(() => ID)
  id!: string
}
