import { type Caller, isMember } from '../../../../platform/caller/caller.js'
import type { NewEvent } from '../../../../platform/changes/event.js'
import { initiativeEvent } from '../initiative.events.js'
import type { StoredInitiative } from '../stored-initiative.js'

/** Tells an organization why the town has done something with its initiative; nothing where it was itself. */
export function reasonOfTown(caller: Caller, initiative: StoredInitiative, reason: string): NewEvent[] {
  const own = initiative.organizationId === null || isMember(caller, initiative.organizationId)
  return own ? [] : [initiativeEvent('reason-given', initiative, { reason })]
}
