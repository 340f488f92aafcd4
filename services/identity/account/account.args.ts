import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'

@ArgsType()
export class EraseAccountArgs extends ChangeArgs {
  @Field(() => String, {
    description: 'The e-mail address of the account, so that nobody erases it by accident.',
  })
  confirm!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The password of the account. Where it has none, because its owner signs in by a provider: signing in anew at most 10 minutes before.',
  })
  password?: string | null

  @Field(() => [ID], {
    defaultValue: [],
    description:
      'Ids of organizations the person is the only member of, and that nobody acts for any more then. Their API keys and invitations end.',
  })
  abandoning!: string[]
}
