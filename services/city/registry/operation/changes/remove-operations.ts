import { change } from '../../../../../platform/changes/change.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { frontendAppAccess } from '../app.access.js'
import type { RemoveOperationsArgs } from '../app.args.js'
import { hashesInput } from '../app.input.js'
import type { OperationRemoval } from '../app.type.js'
import { beginChange } from '../begin-change.js'
import { countedAgain } from '../counted-again.js'
import { ownApp } from '../own-app.js'
import { takeBack } from '../take-back.js'

/**
 * Removes operations a frontend does not ask any more; those that are not there are no failure.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with all problems
 */
export async function removeOperations(
  context: SubgraphContext,
  { appId, hashes, idempotencyKey, lang }: RemoveOperationsArgs,
): Promise<OperationRemoval> {
  demand(context.caller, frontendAppAccess.removeOperations)
  const wanted = checked(hashesInput, hashes, lang, ['hashes'])
  const request = { action: 'removeOperations', input: { appId, hashes }, idempotencyKey }
  return change(context, request, async (step) => {
    const app = await ownApp(step, context.caller, frontendAppAccess.removeOperations, appId)
    await beginChange(step)
    const removed = await takeBack(step, appId, wanted)
    return { app: removed > 0 ? await countedAgain(step, appId) : app, removed }
  })
}
