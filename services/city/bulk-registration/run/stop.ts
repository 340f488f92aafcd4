import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import { anonymous } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { demandActing } from '../../organization/acting.js'
import { registrationAccess } from '../registration.access.js'
import type { StoredFailure } from '../registration-failure.js'

/**
 * Whether somebody may still register for an organization; until the transaction ends that stays so.
 *
 * @param caller as she stands now; null for who may do nothing any more
 * @returns why not, or undefined
 */
export async function reasonToStop(
  step: Change,
  caller: Caller | null,
  organizationId: string,
): Promise<StoredFailure | undefined> {
  try {
    await demandActing(step, caller ?? anonymous, registrationAccess.run, organizationId)
    return undefined
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    return error.code === 'ORGANIZATION_SUSPENDED'
      ? { code: 'ORGANIZATION_SUSPENDED', detail: String(error.details.reason) }
      : { code: 'RIGHTS_LOST', detail: '' }
  }
}

/** Notes why a registration does not go on, until somebody who may runs it again. */
export async function stop({ rows }: Change, id: string, failure: StoredFailure): Promise<void> {
  await rows(sql`update city.initiative_registration
    set status = 'STOPPED', failure = ${JSON.stringify(failure)}::jsonb where id = ${id}`)
}
