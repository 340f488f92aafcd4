import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime, LocalDate } from '../../../../platform/graph/scalars.js'

@ObjectType({
  description: 'A frontend whose operations are registered, so that it can ask them by their hash.',
})
export class FrontendApp {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => Int, { description: 'How many operations it has registered; at most 2,000.' })
  operationCount!: number

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime, { description: 'When something of it was last changed, its operations included.' })
  updatedAt!: Date

  @Field(() => Int)
  version!: number

  organizationId!: string
}

@ObjectType({ description: 'An operation an app will ask.' })
export class RegisteredOperation {
  @Field(() => String, { description: 'SHA-256 of the text, hexadecimal: what the app sends in its place.' })
  hash!: string

  @Field(() => String, { nullable: true })
  name!: string | null

  @Field(() => String)
  text!: string

  @Field(() => DateTime)
  registeredAt!: Date

  /** Hash of the text without values, under which its use is counted. */
  plainHash!: string
}

export const RegisteredOperationConnection = connectionOf(RegisteredOperation, 'RegisteredOperation')

@ObjectType({ description: 'How often an operation was executed, whoever sent it.' })
export class OperationUse {
  @Field(() => Int, { description: 'In the last 30 days; at most 2,147,483,647.' })
  times!: number

  @Field(() => LocalDate, { nullable: true, description: 'The last of these days on which it was (UTC).' })
  lastUsedOn!: string | null
}

@ObjectType({ description: 'What registering operations has done.' })
export class OperationRegistration {
  @Field(() => FrontendApp)
  app!: FrontendApp

  @Field(() => [String], { description: 'SHA-256 of each text, in the order they were given in.' })
  hashes!: string[]

  @Field(() => Int, { description: 'How many of them were not registered before.' })
  added!: number
}

@ObjectType({ description: 'What removing operations has done.' })
export class OperationRemoval {
  @Field(() => FrontendApp)
  app!: FrontendApp

  @Field(() => Int, { description: 'How many of them were there.' })
  removed!: number
}
