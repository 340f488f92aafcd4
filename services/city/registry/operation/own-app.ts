import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import type { AccessRule } from '../../../../platform/graph/access.js'
import { demandActing } from '../../organization/acting.js'
import { appColumns } from './app.queries.js'
import type { FrontendApp } from './app.type.js'

/**
 * An app the caller may do something with, kept from being changed by others until the transaction ends.
 *
 * @throws HubError UNAUTHENTICATED, or FORBIDDEN alike for one that is another's and one that is not there; and as
 *   `demandActing`
 */
export async function ownApp(
  step: Change,
  caller: Caller,
  rule: AccessRule,
  id: string,
): Promise<FrontendApp> {
  const [app] = await step.rows<FrontendApp>(
    sql`select ${appColumns} from city.frontend_app a where a.id = ${id} for update`,
  )
  await demandActing(step, caller, rule, app?.organizationId ?? '')
  return app as FrontendApp
}
