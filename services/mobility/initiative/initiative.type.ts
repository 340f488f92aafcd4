import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: "An initiative, and mobility's part of it." })
@Directive('@key(fields: "id")')
export class Initiative {
  @Field(() => ID)
  id!: string
}
