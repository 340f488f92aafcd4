import { sql } from 'kysely'
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type List, page } from '../../../../platform/graph/list.js'
import { initiativeAccess } from '../initiative.access.js'
import { initiativesById } from '../initiative.queries.js'
import { Initiative } from '../initiative.type.js'
import { proposalsById } from '../proposal/initiative-proposal.queries.js'
import { InitiativeProposal } from '../proposal/initiative-proposal.type.js'
import { Submission, SubmissionConnection } from './submission.type.js'

/** Everything that waits, longest first. */
const submissions: List = {
  columns: sql`waiting.*`,
  from: sql`(
    select i.id as "initiativeId", null as "proposalId", i.submitted_at as since
      from city.initiative i where i.status = 'SUBMITTED'
    union all
    select p.initiative_id, p.id, p.proposed_at from city.initiative_proposal p where p.status = 'PROPOSED'
  ) as waiting`,
  order: [
    { by: sql`waiting.since`, type: 'timestamptz' },
    { by: sql`coalesce(waiting."proposalId", waiting."initiativeId")`, type: 'text' },
  ],
}

@Resolver(() => Submission)
export class SubmissionResolver {
  @Access(initiativeAccess.worklist)
  @Query(() => SubmissionConnection, {
    nullable: true,
    description: 'What waits for a decision of the town, longest first.',
  })
  submissions(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Submission>> {
    return page<Submission>(submissions, args, context)
  }

  @FieldResolver(() => Initiative, { nullable: true })
  initiative(@Root() { initiativeId }: Submission, @Ctx() context: SubgraphContext) {
    return context.load(initiativesById, null, initiativeId)
  }

  @FieldResolver(() => InitiativeProposal, {
    nullable: true,
    description: 'The change that is proposed; null where the initiative itself waits.',
  })
  proposal(@Root() { proposalId }: Submission, @Ctx() context: SubgraphContext) {
    return proposalId === null ? null : context.load(proposalsById, null, proposalId)
  }
}
