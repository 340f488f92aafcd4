import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { dayMs } from '../../../../../matching/availability/wall-clock.js'
import { joined, type Window } from '../../../../../matching/windows.js'
import type { Caller } from '../../../../../platform/caller/caller.js'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { says } from '../../../../../platform/input/problem.js'
import { askedAmount } from '../booking/asked-amount.js'
import { judgedBooking } from '../booking/judge-booking.js'
import { lockParties } from '../booking/lock-parties.js'
import { type Attempt, refusingBookings } from '../booking/refuse.js'
import { demandMatchDecision } from '../deciding.js'
import { matchAccess } from '../match.access.js'
import type { AllocationArgs } from '../match.args.js'
import { MatchEntity } from '../match.entity.js'
import { matchEvents } from '../match.events.js'
import type { Match } from '../match.type.js'
import { MatchStatus } from '../match-status.js'
import { lockedMatch, matchAsWritten, sidesOf } from '../stored-match.js'

const mostWindows = 400
/** As far ahead as any policy matches, days. */
const mostDays = 731

/**
 * Gives an amount of a resource to a need by hand, under the same rules as the engine's proposals; what was turned down
 * before may be given. An open proposal for the two is superseded.
 *
 * @throws HubError NOT_FOUND, FORBIDDEN for a coordinator who belongs to one of the sides; BAD_USER_INPUT also with the
 *   rules that are broken in `extensions.obstacles`; as `judgedBooking`
 */
export function allocateResource(context: SubgraphContext, args: AllocationArgs): Promise<Match> {
  const { caller, database, now } = context
  const { idempotencyKey, lang, ...input } = args
  const { needId, resourceId } = input
  const windows = checked(windowsInput(now), input.windows ?? null, lang, ['windows'])
  const attempt: Attempt = { lang, current: undefined, wanted: null }
  return refusingBookings(database, attempt, () =>
    change(context, { action: 'allocateResource', input, idempotencyKey }, async (work) => {
      const { unit } = await lockPair(work, caller, input)
      const amount = askedAmount(input.amount, unit, lang)
      const asked = { needId, resourceId, amount, at: windows, matchId: null }
      const booking = await judgedBooking(work, asked, { lang, current: undefined, code: 'BAD_USER_INPUT' })
      attempt.wanted = { ...asked, during: booking.during }
      await supersedeProposal(work, input)
      const id = randomUUID()
      work.em.create(MatchEntity, {
        ...booking,
        id,
        need: needId,
        resource: resourceId,
        amount: input.amount,
        status: MatchStatus.ACCEPTED,
        createdBy: caller.subject,
        createdAt: now,
        acceptedAt: now,
      })
      const match = await lockedMatch(work, id)
      for (const event of matchEvents('accepted', match, { until: booking.confirmBy })) work.emit(event)
      return matchAsWritten(work, id)
    }),
  )
}

/** When it is to be used, in order and apart from each other; null where that is left to the hub. */
function windowsInput(now: Date) {
  const latest = new Date(now.getTime() + mostDays * dayMs)
  const window = z
    .object({ from: z.date(), to: z.date().max(latest) })
    .refine(({ from }) => from >= now, { ...says('OUT_OF_RANGE'), path: ['from'] })
    .refine(({ from, to }) => from < to, { ...says('PERIOD_REVERSED'), path: ['to'] })
  return z
    .array(window)
    .min(1)
    .max(mostWindows)
    .nullable()
    .transform(
      (given) => given && joined(given.map(({ from, to }): Window => [from.getTime(), to.getTime()])),
    )
}

/** Both, locked, for a coordinator who belongs to neither side. */
async function lockPair(work: Change, caller: Caller, pair: { needId: string; resourceId: string }) {
  demand(caller, matchAccess.allocate)
  await lockParties(work, pair)
  const sides = await sidesOf(work, pair)
  if (sides === undefined) {
    throw new HubError('NOT_FOUND', `There is no need "${pair.needId}", or no resource "${pair.resourceId}".`)
  }
  demandMatchDecision(caller, sides)
  return sides
}

async function supersedeProposal(
  { rows, now }: Change,
  { needId, resourceId }: { needId: string; resourceId: string },
): Promise<void> {
  await rows(sql`update city.match
    set status = ${MatchStatus.SUPERSEDED}, ended_at = ${now}, version = version + 1
    where need_id = ${needId} and resource_id = ${resourceId} and status = ${MatchStatus.PROPOSED}`)
}
