import { sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach, type SortKey } from '../../../platform/graph/list.js'
import { type AuditFilter, auditConditions } from './audit.filter.js'
import type { AuditEntry } from './audit-entry.type.js'

const entryColumns = sql`e.seq::text as id, e.at::timestamptz as at, e.actor as "actorId", e.action, e.entity,
  e.content::jsonb ->> 'operation' as operation, e.entity_id as "entityId", e.organization_id as "organizationId",
  e.content::jsonb ->> 'why' as why, e.request_id as "requestId",
  nullif(e.content::jsonb -> 'before', 'null') as before, nullif(e.content::jsonb -> 'after', 'null') as after,
  encode(e.hash, 'hex') as hash`

/** Entries of the audit trail, the newest first, as a list to take pages of. */
export function auditList(filter: AuditFilter | null): List {
  const seq: SortKey = { by: sql`e.seq`, type: 'bigint' }
  // A time that is asked for is found by the index on it only if it comes first in the order.
  const isTimed = Boolean(filter?.from ?? filter?.to)
  return {
    columns: entryColumns,
    from: sql`audit.entry e`,
    where: auditConditions(filter),
    order: isTimed ? [{ by: sql`e.at`, type: 'text' }, seq] : [seq],
    descending: true,
  }
}

/** A page of the entries about each organization and what is its own, the newest first. */
export function auditTrailsOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<AuditEntry>(auditList(null), sql`e.organization_id`, organizationIds, args, context)
}
