import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { accountsById } from '../account/account.queries.js'
import { Account } from '../account/account.type.js'
import { grantTownRole } from './changes/grant.js'
import { withdrawTownRole } from './changes/withdraw.js'
import { townRoleAccess } from './town-role.access.js'
import { TownRoleArgs } from './town-role.args.js'

@Resolver()
export class TownRoleMutations {
  @Access(townRoleAccess.grant)
  @Mutation(() => Account, {
    nullable: true,
    description: 'Gives somebody else a role of the town. Which account is whose: `accounts`.',
  })
  async grantTownRole(
    @Args(() => TownRoleArgs) args: TownRoleArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Account> {
    return context.load(accountsById, null, await grantTownRole(context, args))
  }

  @Access(townRoleAccess.withdraw)
  @Mutation(() => Account, {
    nullable: true,
    description:
      'Takes a role of the town from somebody, within 5 seconds everywhere. Its last holder keeps it.',
  })
  async withdrawTownRole(
    @Args(() => TownRoleArgs) args: TownRoleArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Account> {
    return context.load(accountsById, null, await withdrawTownRole(context, args))
  }
}
