import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { runningEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js'

/** A connection of the owner to the embedded database of a running hub. */
export async function connectOwner(stateDirectory: string): Promise<pg.Client> {
  const url = await runningEmbeddedPostgres(join(stateDirectory, 'database'))
  if (url === undefined) throw new Error('no database runs in the state folder')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Makes an API key of an organization, as its owner would through the graph. */
export async function makeApiKey(owner: pg.Client, organization: string, scopes: readonly string[]) {
  const key = `bg_bench123_${randomBytes(32).toString('base64url')}`
  await owner.query(
    `insert into identity.api_key (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
     values ('key-bench', $1, 'bench', 'bench123', $2, $3, 'bench', now(), now() + interval '1 day')`,
    [organization, createHash('sha256').update(key).digest(), scopes],
  )
  return key
}
