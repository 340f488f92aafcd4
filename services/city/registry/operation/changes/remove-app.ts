import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { frontendAppAccess } from '../app.access.js'
import type { RemoveAppArgs } from '../app.args.js'
import { beginChange } from '../begin-change.js'
import { ownApp } from '../own-app.js'
import { takeBack } from '../take-back.js'

/**
 * Removes a frontend with all it has registered.
 *
 * @returns its id
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, CONFLICT
 */
export async function removeApp(
  context: SubgraphContext,
  { id, version, idempotencyKey }: RemoveAppArgs,
): Promise<string> {
  demand(context.caller, frontendAppAccess.remove)
  const request = { action: 'removeApp', input: { id, version }, idempotencyKey }
  return change(context, request, async (step) => {
    demandVersion(await ownApp(step, context.caller, frontendAppAccess.remove, id), version)
    await beginChange(step)
    await takeBack(step, id)
    await step.rows(sql`delete from city.frontend_app where id = ${id}`)
    return id
  })
}
