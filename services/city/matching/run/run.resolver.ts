import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../../platform/graph/language.js'
import { page } from '../../../../platform/graph/list.js'
import { Account } from '../../account/account.type.js'
import { actingAccount } from '../../account/acting-account.js'
import { type Match, MatchConnection } from '../match/match.type.js'
import { policiesByVersion } from '../policy/policy.queries.js'
import { MatchingPolicy } from '../policy/policy.type.js'
import { runAccess } from './run.access.js'
import { matchesOfRuns, runList, runsById } from './run.queries.js'
import {
  MatchingFailure,
  MatchingProgress,
  MatchingRun,
  MatchingRunConnection,
  MatchingScope,
  WhatIf,
} from './run.type.js'
import { runFailures } from './run-failure.js'
import { percentOf } from './run-progress.js'
import { RunStatus } from './run-status.js'
import { unmetNeedsOfRuns } from './unmet/unmet-need.queries.js'
import { type UnmetNeed, UnmetNeedConnection } from './unmet/unmet-need.type.js'

@Resolver(() => MatchingRun)
export class MatchingRunResolver {
  @Access(runAccess.read)
  @Query(() => MatchingRun, {
    nullable: true,
    description: 'For coordinators. Runs that only ask what would be are kept for 90 days.',
  })
  matchingRun(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(runsById, null, id)
  }

  @Access(runAccess.read)
  @Query(() => MatchingRunConnection, {
    nullable: true,
    description: 'All runs, the newest first. For coordinators.',
  })
  matchingRuns(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<MatchingRun>> {
    return page<MatchingRun>(runList, args, context)
  }

  @FieldResolver(() => MatchingProgress, { nullable: true, description: 'Null unless it is at work.' })
  progress(@Root() { status, storedProgress }: MatchingRun): MatchingProgress | null {
    if (status !== RunStatus.RUNNING) return null
    return { ...storedProgress, percent: percentOf(storedProgress) }
  }

  @FieldResolver(() => MatchingPolicy, { nullable: true, description: 'By which it matches.' })
  policy(@Root() { policyVersion }: MatchingRun, @Ctx() context: SubgraphContext) {
    return context.load(policiesByVersion, null, policyVersion)
  }

  @FieldResolver(() => MatchingScope)
  scope(@Root() { storedScope }: MatchingRun): MatchingScope {
    const { districts, initiatives, ...scope } = storedScope
    return { ...scope, districtIds: districts, initiativeIds: initiatives }
  }

  @FieldResolver(() => WhatIf, {
    nullable: true,
    description: 'Of a run that only asks what would be; null for one that proposes.',
  })
  whatIf(@Root() { variation }: MatchingRun): WhatIf | null {
    return variation && { stored: variation }
  }

  @FieldResolver(() => MatchingFailure, { nullable: true, description: 'Why it could not be ended.' })
  failure(
    @Root() { failureCode }: MatchingRun,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
  ): MatchingFailure | null {
    return failureCode && { code: failureCode, message: localize(runFailures[failureCode], lang) }
  }

  @FieldResolver(() => MatchConnection, {
    nullable: true,
    description: 'What it proposed, best first, whatever became of it.',
  })
  matches(
    @Root() { id }: MatchingRun,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Match>> {
    return context.load(matchesOfRuns, { ...args }, id)
  }

  @FieldResolver(() => UnmetNeedConnection, {
    nullable: true,
    description: 'Needs that would still lack something if all its proposals were accepted, with why.',
  })
  unmetNeeds(
    @Root() { id }: MatchingRun,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<UnmetNeed>> {
    return context.load(unmetNeedsOfRuns, { ...args }, id)
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'Who started it; null where it was no person.',
  })
  startedBy(@Root() { startedById }: MatchingRun): Account | null {
    return actingAccount(startedById)
  }
}
