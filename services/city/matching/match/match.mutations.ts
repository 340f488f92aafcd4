import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { acceptMatch } from './changes/accept.js'
import { allocateResource } from './changes/allocate.js'
import { changeMatchAmount } from './changes/change-amount.js'
import { confirmMatch } from './changes/confirm.js'
import { declineMatch } from './changes/decline.js'
import { refuseMatch } from './changes/refuse.js'
import { releaseMatch } from './changes/release.js'
import { matchAccess } from './match.access.js'
import {
  AcceptMatchArgs,
  AllocationArgs,
  MatchAmountArgs,
  MatchStepArgs,
  ReasonedMatchArgs,
} from './match.args.js'
import { Match } from './match.type.js'

/** The life of a match: each mutation but the last is a step of `matchLife`. */
@Resolver()
export class MatchMutations {
  @Access(matchAccess.accept)
  @Mutation(() => Match, {
    nullable: true,
    description:
      'Accepts a proposal, in whole or in part: from now on it is booked, and the provider is asked to confirm it. CONFLICT with `extensions.reason` where what it takes was given to somebody else.',
  })
  acceptMatch(@Args(() => AcceptMatchArgs) args: AcceptMatchArgs, @Ctx() context: SubgraphContext) {
    return acceptMatch(context, args)
  }

  @Access(matchAccess.decline)
  @Mutation(() => Match, {
    nullable: true,
    description: 'Declines a proposal. The two are not proposed again before one of them changes.',
  })
  declineMatch(@Args(() => ReasonedMatchArgs) args: ReasonedMatchArgs, @Ctx() context: SubgraphContext) {
    return declineMatch(context, args)
  }

  @Access(matchAccess.changeAmount)
  @Mutation(() => Match, {
    nullable: true,
    description:
      'Gives what was accepted or confirmed another amount. The provider is asked to confirm it anew.',
  })
  changeMatchAmount(@Args(() => MatchAmountArgs) args: MatchAmountArgs, @Ctx() context: SubgraphContext) {
    return changeMatchAmount(context, args)
  }

  @Access(matchAccess.confirm)
  @Mutation(() => Match, { nullable: true, description: 'Confirms what was accepted, for the provider.' })
  confirmMatch(@Args(() => MatchStepArgs) args: MatchStepArgs, @Ctx() context: SubgraphContext) {
    return confirmMatch(context, args)
  }

  @Access(matchAccess.refuse)
  @Mutation(() => Match, {
    nullable: true,
    description: 'Refuses what was accepted, for the provider: it is free again.',
  })
  refuseMatch(@Args(() => ReasonedMatchArgs) args: ReasonedMatchArgs, @Ctx() context: SubgraphContext) {
    return refuseMatch(context, args)
  }

  @Access(matchAccess.release)
  @Mutation(() => Match, {
    nullable: true,
    description: 'Gives back what was accepted or confirmed, for either side or the town: it is free again.',
  })
  releaseMatch(@Args(() => ReasonedMatchArgs) args: ReasonedMatchArgs, @Ctx() context: SubgraphContext) {
    return releaseMatch(context, args)
  }

  @Access(matchAccess.allocate)
  @Mutation(() => Match, {
    nullable: true,
    description:
      'Gives an amount of a resource to a need by hand, under the same rules as proposals: it is accepted at once. Broken rules are in `extensions.obstacles`.',
  })
  allocateResource(@Args(() => AllocationArgs) args: AllocationArgs, @Ctx() context: SubgraphContext) {
    return allocateResource(context, args)
  }
}
