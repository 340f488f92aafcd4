import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked, refusedInput } from '../../../../../platform/input/checked.js'
import { problem } from '../../../../../platform/input/problem.js'
import { demandActing } from '../../../organization/acting.js'
import { subgraphAccess } from '../subgraph.access.js'
import type { RegisterSubgraphArgs } from '../subgraph.args.js'
import { subgraphEvent } from '../subgraph.events.js'
import { subgraphInput, usuallyExtended } from '../subgraph.input.js'
import type { Subgraph } from '../subgraph.type.js'
import { storedSubgraph } from '../write-subgraph.js'

/** Subgraphs one organization may have that are not retired. */
const mostSubgraphs = 20

/**
 * Gives an organization's subgraph a name, and a token to prove its host with.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, ORGANIZATION_SUSPENDED, BAD_USER_INPUT with all problems, STATE_REFUSED
 *   if it has too many
 */
export async function registerSubgraph(
  context: SubgraphContext,
  { organizationId, input, idempotencyKey, lang }: RegisterSubgraphArgs,
): Promise<Subgraph> {
  demand(context.caller, subgraphAccess.register)
  const { name } = checked(subgraphInput, input, lang)
  const request = { action: 'registerSubgraph', input: { organizationId, input }, idempotencyKey }
  return change(context, request, async (step) => {
    await demandActing(step, context.caller, subgraphAccess.register, organizationId)
    await demandRoom(step, organizationId)
    const id = randomUUID()
    const token = randomBytes(24).toString('base64url')
    const made = await step.rows(sql`
      insert into city.subgraph
        (id, organization_id, name, host_token, claims, trusted, may_extend, created_at, updated_at)
      values (${id}, ${organizationId}, ${name}, ${token}, '{}', false, ${usuallyExtended},
        ${step.now}, ${step.now})
      on conflict (name) do nothing returning id`)
    if (made.length === 0) throw refusedInput([problem(['input', 'name'], 'NAME_TAKEN', lang)])
    const subgraph = await storedSubgraph(step, id)
    step.emit(subgraphEvent('registered', subgraph))
    return subgraph
  })
}

async function demandRoom({ rows }: Change, organizationId: string): Promise<void> {
  // Those who register at the same time wait for each other, so that they are counted.
  await rows(sql`select pg_advisory_xact_lock(hashtextextended(${`subgraphs of ${organizationId}`}, 0))`)
  const there = await rows(
    sql`select from city.subgraph where organization_id = ${organizationId} and retired_at is null`,
  )
  if (there.length < mostSubgraphs) return
  throw new HubError(
    'STATE_REFUSED',
    `Mehr als ${mostSubgraphs} Teilgraphen kann eine Organisation nicht haben / An organization can have ${mostSubgraphs} subgraphs at most: retire one first.`,
  )
}
