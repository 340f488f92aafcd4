import type { Caller } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import type { AccessRule } from '../../../../platform/graph/access.js'
import { demandActingOn } from '../../goods/demand-acting-on.js'
import { demandOpen } from '../../goods/demand-open.js'
import { lockedNeed } from '../need.queries.js'
import type { Need } from '../need.type.js'

/**
 * The need, for a change that was made with a version of it in mind.
 *
 * @param lockBefore locks what is to be locked before needs are, once the caller is known to be allowed
 * @throws HubError as `demandActingOn`, CONFLICT with the need as it is, STATE_REFUSED if it was withdrawn
 */
export async function needForChange(
  step: Change,
  caller: Caller,
  rule: AccessRule,
  { id, version }: { id: string; version: number },
  lockBefore?: () => Promise<unknown>,
): Promise<Need> {
  await demandActingOn(step, caller, rule, { table: 'need', id })
  await lockBefore?.()
  const { need } = await lockedNeed(step, id)
  demandVersion(need, version)
  demandOpen(need)
  return need
}
