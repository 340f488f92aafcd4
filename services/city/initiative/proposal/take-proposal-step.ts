import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import { type Change, change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import type { NewEvent } from '../../../../platform/changes/event.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { AccessRule, Owner } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { StepArgs } from '../changes/take-step.js'
import { isOfTown } from '../initiative.visibility.js'
import type { WrittenInitiative } from '../initiative-content.js'
import { isOwnOf, lockInitiative, type StoredInitiative } from '../stored-initiative.js'
import { InitiativeProposalEntity } from './initiative-proposal.entity.js'
import { selectProposals, shownProposal } from './initiative-proposal.queries.js'
import type { InitiativeProposal } from './initiative-proposal.type.js'
import { proposalAccess } from './proposal.access.js'
import { demandProposalStep, type ProposalStep } from './proposal-life.js'
import type { ProposalStatus } from './proposal-status.js'

/** A proposal as a change finds it, with the initiative as it is published. */
export interface StoredProposal extends WrittenInitiative {
  id: string
  status: ProposalStatus
  version: number
  baseVersion: number
  initiative: StoredInitiative
}

/** What a step does beside leading to its state. */
interface Outcome {
  written?: WrittenInitiative
  baseVersion?: number
  reason?: string | null
  proposedAt?: Date
  decidedAt?: Date
  events: readonly NewEvent[]
}

interface Step {
  /** Name of the mutation. */
  mutation: string
  step: ProposalStep
  why?: string
}

/**
 * Takes a proposal one step further.
 *
 * @param decide refuses, or says what the step does; asked once the caller, the version and the state are right
 * @throws HubError NOT_FOUND, FORBIDDEN, CONFLICT, STATE_REFUSED, and whatever `decide` throws
 */
export function takeProposalStep(
  context: SubgraphContext,
  args: StepArgs,
  { mutation, step, why }: Step,
  decide: (proposal: StoredProposal, work: Change) => Outcome | Promise<Outcome>,
): Promise<InitiativeProposal> {
  const { idempotencyKey, lang: _, ...input } = args
  return change(context, { action: mutation, input, idempotencyKey, why }, async (work) => {
    const proposal = await lockProposal(work, context.caller, proposalAccess[step], args.id)
    demandVersion(comparableProposal(proposal), args.version)
    const status = demandProposalStep(step, proposal.status)
    const { events, written, ...columns } = await decide(proposal, work)
    const version = proposal.version + 1
    await work.em.nativeUpdate(
      InitiativeProposalEntity,
      { id: args.id },
      { ...columns, ...written, status, version },
    )
    for (const event of events) work.emit(event)
    return proposalAsWritten(work, args.id)
  })
}

/** The proposal as queries give it, once everything is written. */
export async function proposalAsWritten({ rows }: Transaction, id: string): Promise<InitiativeProposal> {
  const [proposal] = await rows(selectProposals(sql`where p.id = ${id}`))
  if (proposal === undefined) throw new TypeError(`The proposal ${id} was not written`)
  return shownProposal(proposal)
}

/** Locks the initiative first, as everybody does, and then the proposal. */
async function lockProposal(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  id: string,
): Promise<StoredProposal> {
  const [found] = await transaction.rows<Owner & { initiativeId: string }>(
    sql`select p.initiative_id as "initiativeId", i.organization_id as "organizationId", ${isOfTown} as town
        from city.initiative_proposal p join city.initiative i on i.id = p.initiative_id where p.id = ${id}`,
  )
  if (found === undefined || !isOwnOf(caller, rule, found)) throw unknownProposal(id)
  const initiative = await lockInitiative(transaction, caller, rule, found.initiativeId)
  const [proposal] = await transaction.rows<Omit<StoredProposal, 'initiative'>>(
    sql`select id, status, version, base_version as "baseVersion", content, contact
        from city.initiative_proposal where id = ${id} for update`,
  )
  if (proposal === undefined) throw unknownProposal(id)
  return { ...proposal, initiative }
}

/** What who meets a conflict is given to compare with; the contact is not part of it. */
function comparableProposal({ id, version, status, content }: StoredProposal) {
  return { id, version, status, ...content }
}

/** No proposal is public, so strangers are told the same whether there is one or not. */
function unknownProposal(id: string): HubError {
  return new HubError('NOT_FOUND', `There is no proposal "${id}" that you may change.`)
}
