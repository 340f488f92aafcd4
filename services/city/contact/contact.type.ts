import { Field, InputType, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'Somebody to ask; only members of the organization and coordinators are told who.',
})
export class Contact {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true })
  email!: string | null

  @Field(() => String, { nullable: true })
  phone!: string | null
}

@InputType({ description: 'Somebody to ask. Never public.' })
export class ContactInput {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true })
  email?: string | null

  @Field(() => String, { nullable: true })
  phone?: string | null
}
