import type { Caller } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import type { AccessRule } from '../../../../platform/graph/access.js'
import { demandActingOn } from '../../goods/demand-acting-on.js'
import { demandOpen } from '../../goods/demand-open.js'
import { lockedResource } from '../resource.queries.js'
import type { Resource } from '../resource.type.js'

/**
 * The resource, for a change that was made with a version of it in mind.
 *
 * @throws HubError as `demandActingOn`, CONFLICT with the resource as it is, STATE_REFUSED if it was withdrawn
 */
export async function resourceForChange(
  step: Change,
  caller: Caller,
  rule: AccessRule,
  { id, version }: { id: string; version: number },
): Promise<Resource> {
  await demandActingOn(step, caller, rule, { table: 'resource', id })
  const { resource } = await lockedResource(step, id)
  demandVersion(resource, version)
  demandOpen(resource)
  return resource
}
