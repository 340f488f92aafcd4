import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import type { Database } from '../../../../platform/database/database.js'
import type { RegistrationFormat } from '../registration-format.js'

/** A registration that is worked on. */
export interface Running {
  id: string
  organizationId: string
  format: RegistrationFormat
  dryRun: boolean
  submit: boolean
  parts: number
  /** Null until the file is read. */
  rowCount: number | null
  /** Subject of the caller it works for. */
  runBy: string
  requestId: string
}

/** Registrations looked at in one turn. */
const atOnce = 20

const columns = sql`r.id, r.organization_id as "organizationId", r.format, r.dry_run as "dryRun", r.submit,
  r.parts, r.row_count as "rowCount", r.run_by as "runBy", r.request_id as "requestId"`

/** Registrations that are to be worked on, longest waiting first. */
export function runningRegistrations({ rows }: Database): Promise<Running[]> {
  return rows<Running>(sql`select ${columns} from city.initiative_registration r
    where r.status = 'RUNNING' order by r.run_at limit ${atOnce}`)
}

/** One of them for this process alone until the transaction ends; undefined if another works on it, or it has ended. */
export async function takeRunning({ rows }: Change, id: string): Promise<Running | undefined> {
  const [running] = await rows<Running>(sql`select ${columns} from city.initiative_registration r
    where r.id = ${id} and r.status = 'RUNNING' for update skip locked`)
  return running
}
