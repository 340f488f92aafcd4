import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'An organization, and the people and programs that act for it.' })
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID)
  id!: string
}
