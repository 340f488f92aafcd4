import pg from 'pg'
import { verifyAuditTrail } from '../../platform/audit/verify.js'
import { parseConfig } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { withDatabase } from '../database.js'
import { createProgressLine } from './progress-line.js'

/**
 * `hub audit verify`: prints how long the trail is and its last hash, which a later call may expect.
 *
 * @throws HubError AUDIT_BROKEN with the first entry that is not as it was written, DATABASE_UNAVAILABLE,
 *   DATABASE_OUTDATED
 */
export async function verifyAudit({ expect }: { expect?: string }): Promise<void> {
  const verification = await withDatabase(parseConfig(process.env), [], ({ database }) =>
    verify(database.url, expect),
  )
  if (!verification.ok) {
    throw new HubError(
      'AUDIT_BROKEN',
      `The audit trail is broken at entry ${verification.entry}: ${verification.reason}.`,
    )
  }
  const { entries, head = 'none' } = verification
  process.stdout.write(`${entries} entries, unbroken; last hash ${head}\n`)
}

/** As the database's owner, for whom the trail is no secret. */
async function verify(url: string | undefined, expected: string | undefined) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  const progress = createProgressLine(process.stderr)
  await client.connect()
  try {
    return await verifyAuditTrail(client, {
      expected,
      onProgress: (entries) => progress.show(() => `${entries.toLocaleString('en')} entries`),
    })
  } finally {
    progress.end()
    await client.end()
  }
}
