import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { RegisteredOperations } from '../../../../platform/registry/release.js'
import type { ServiceParts } from '../../../../platform/service/definition.js'
import { onlyGateways } from '../../../../platform/service/gateway-only.js'

/** Most of one answer: so many operations, and so many bytes of text unless the first alone has more. */
const mostAtOnce = 500
const mostBytes = 2 * 1024 * 1024

const query = z.object({ after: z.coerce.number().int().min(0).default(0) })

/** Puts `GET /registry/operations?after=<revision>` on a server: what was registered and removed since. */
export function addOperationsEndpoint(server: FastifyInstance, parts: ServiceParts): void {
  server.get('/registry/operations', onlyGateways(parts), async (request) => {
    const asked = query.safeParse(request.query)
    if (!asked.success) throw new HubError('BAD_REQUEST', '"after" is no revision.')
    return operationsAfter(parts.database, asked.data.after)
  })
}

/** What has become of registered operations since a revision, the oldest change first. */
async function operationsAfter(
  { rows }: Pick<Database, 'rows'>,
  revision: number,
): Promise<RegisteredOperations> {
  const found = await rows<RegisteredOperations['operations'][number] & { more: boolean }>(sql`
    with next as (
      select revision::float8 as revision, app_id as app, hash, text,
        sum(octet_length(coalesce(text, ''))) over (order by revision) as bytes,
        row_number() over (order by revision) as place, count(*) over () as there
      from (
        select * from city.registered_operation where revision > ${revision}
        order by revision limit ${mostAtOnce + 1}
      ) as first
    )
    select revision, app, hash, text, place < there as more from next
    where place = 1 or place <= ${mostAtOnce} and bytes <= ${mostBytes} order by place`)
  return {
    operations: found.map(({ more: _, ...operation }) => operation),
    more: found.at(-1)?.more ?? false,
  }
}
