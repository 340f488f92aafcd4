import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { appColumns } from './app.queries.js'
import type { FrontendApp } from './app.type.js'

/** Notes in an app how many operations it has now. The audit trail tells that, and not every operation. */
export async function countedAgain({ rows, now }: Change, appId: string): Promise<FrontendApp> {
  const [app] = await rows<FrontendApp>(sql`
    update city.frontend_app a set updated_at = ${now}, version = a.version + 1, operations = (
      select count(*) from city.registered_operation r where r.app_id = a.id and r.text is not null
    )
    where a.id = ${appId} returning ${appColumns}`)
  return app as FrontendApp
}
