import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: "An organization, and the education's part of it." })
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID)
  id!: string
}
