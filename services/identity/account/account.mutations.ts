import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { accountAccess } from './account.access.js'
import { EraseAccountArgs } from './account.args.js'
import { eraseAccount } from './changes/erase.js'

@Resolver()
export class AccountMutations {
  @Access(accountAccess.erase)
  @Mutation(() => Boolean, {
    nullable: true,
    description:
      'Erases one’s own account with everything personal; signed in nowhere within 5 seconds. In the audit trail it stays as a former member. Refused to the last owner of an organization with other members, and to the last coordinator or administrator.',
  })
  eraseAccount(
    @Args(() => EraseAccountArgs) args: EraseAccountArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<boolean> {
    return eraseAccount(context, args)
  }
}
