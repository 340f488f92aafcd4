import { place } from '../../../../../matching/assign/place.js'
import type { Candidate } from '../../../../../matching/candidate.js'
import { daysOf } from '../../../../../matching/days.js'
import { judgePair } from '../../../../../matching/filter/judge-pair.js'
import { leftOf } from '../../../../../matching/filter/left.js'
import type { Rejection } from '../../../../../matching/filter/rejection.js'
import type { Amount, Need, Problem, Resource, UnitOfUse } from '../../../../../matching/problem.js'
import type { Window } from '../../../../../matching/windows.js'
import type { Change } from '../../../../../platform/changes/change.js'
import type { ErrorCode } from '../../../../../platform/errors/codes.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { refusedInput } from '../../../../../platform/input/checked.js'
import { problem } from '../../../../../platform/input/problem.js'
import { policyInForce } from '../../policy/policy.queries.js'
import { writtenAmount } from '../../problem/amount.js'
import { loadProblem } from '../../problem/load-problem.js'
import { brokenRules } from './broken-rules.js'
import { confirmBy } from './confirm-by.js'
import { inTheWay } from './in-the-way.js'
import { notMatchable } from './not-matchable.js'
import type { RefusalReason } from './refusal-reason.js'
import { bookingRefusal, type RefusalContext } from './refuse.js'
import { asMultirange } from './windows.js'

/** An amount of a resource that somebody wants to give to a need. */
export interface AskedBooking {
  needId: string
  resourceId: string
  amount: Amount
  /** When it is used; null: as early as both can. */
  at: readonly Window[] | null
  /** The match whose own booking is in nobody's way; null for a new one. */
  matchId: string | null
}

/** A booking no rule stands in the way of. */
export interface JudgedBooking {
  /** As PostgreSQL writes a multirange. */
  during: string
  /** Until when the provider may confirm it. */
  confirmBy: Date
}

interface JudgeContext extends RefusalContext {
  /** Under which code broken rules are told. */
  code: ErrorCode
}

/**
 * Judges a booking by the rules the engine proposes by, as things are now; proposals may be weeks old, and people may ask
 * for anything. Need and resource must be locked.
 *
 * @throws HubError STATE_REFUSED if the two cannot be matched as they are; the code given, with the broken rules in
 *   `extensions.obstacles`; CONFLICT where somebody was faster, with the reason; BAD_USER_INPUT for an amount of no use
 */
export async function judgedBooking(
  work: Change,
  asked: AskedBooking,
  context: JudgeContext,
): Promise<JudgedBooking> {
  const { at, amount, matchId } = asked
  const policy = await policyInForce(work)
  const pair = await loadProblem(work, {
    needIds: [asked.needId],
    resourceIds: [asked.resourceId],
    policy: { ...policy, weights: policy.storedWeights },
    now: work.now,
    unscored: true,
    ...(at !== null && { use: [at[0]?.[0] ?? 0, at.at(-1)?.[1] ?? 0] as const }),
    ...(matchId !== null && { withoutMatch: matchId }),
  })
  const [need] = pair.needs
  const [resource] = pair.resources
  if (need === undefined || resource === undefined) {
    throw await notMatchable(work, asked, { now: work.now, lang: context.lang })
  }
  const left = leftOf(pair)
  const refuse = async (reason: RefusalReason, most?: Amount) => {
    const wanted = { ...asked, during: asMultirange(at ?? [pair.horizon]) }
    const found = await inTheWay(work, wanted)
    const free = most === undefined ? {} : { free: writtenAmount(most) }
    return bookingRefusal(reason, found && { ...found, ...free }, context)
  }
  if (amount > left.ofNeed(0)) throw await refuse('NEED_FILLED')
  const judged = judgePair(pair, left, at ?? undefined)
  if ('rejections' in judged) {
    const reason = overtaken(judged.rejections)
    if (reason !== undefined) throw await refuse(reason)
    throw await brokenRules(work, judged.rejections, { ...need, ...context })
  }
  const { candidate } = judged
  if (amount < candidate.least) throw tooLittle(candidate, context)
  if (amount > candidate.most) throw await refuse('NOT_ENOUGH_LEFT', candidate.most)
  const windows = at ?? placed(pair, candidate, amount, [need, resource])
  return {
    during: asMultirange(windows),
    confirmBy: termOf(windows, work.now, need, policy.confirmationDays),
  }
}

/** Why a pair that would go together does not any more; undefined where a rule of another kind is broken, too. */
function overtaken(rejections: readonly Rejection[]): RefusalReason | undefined {
  const [first, ...others] = rejections
  if (first === undefined || others.length > 0) return undefined
  if (first.rule === 'SOURCES') return 'ENOUGH_SOURCES'
  if (first.rule !== 'TAKEN') return undefined
  return first.miss.unit === 'HUNDREDTHS' ? 'NOT_ENOUGH_LEFT' : 'TAKEN'
}

function tooLittle({ least }: Candidate, { lang }: RefusalContext): HubError {
  return refusedInput([problem(['amount'], 'TOO_LITTLE', lang, String(least / 100))])
}

function placed(
  { units, horizon, timeZone }: Problem,
  { windows }: Candidate,
  amount: Amount,
  [need, resource]: readonly [Need, Resource],
): readonly Window[] {
  return place(windows, amount, units[need.unit] as UnitOfUse, resource, daysOf(horizon, timeZone))
}

function termOf(windows: readonly Window[], now: Date, { deadline }: Need, policyDays: number): Date {
  const [from, to] = [windows[0]?.[0] ?? 0, windows.at(-1)?.[1] ?? 0]
  return confirmBy(now, { from: new Date(from), to: new Date(to), deadline }, policyDays)
}
