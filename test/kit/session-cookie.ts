import { createHmac, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { loadSecrets } from '../../bin/secrets.js'

/** Makes somebody with a role of the town who is signed in, and gives the cookie of the session. */
export async function sessionCookie(
  owner: pg.Client,
  stateDirectory: string,
  id: string,
  role: 'coordinator',
): Promise<string> {
  const { identitySecret } = await loadSecrets(stateDirectory)
  const token = randomBytes(24).toString('base64url')
  await owner.query(
    `insert into identity.account (id, name, email, email_verified, created_at, updated_at)
     values ($1, 'Beispiel', $1 || '@beispiel.example', true, now(), now())`,
    [id],
  )
  await owner.query(`insert into identity.town_role (account_id, role, granted_at) values ($1, $2, now())`, [
    id,
    role,
  ])
  await owner.query(
    `insert into identity.session (id, account_id, token, expires_at, created_at, updated_at)
     values ($1, $1, $2, now() + interval '1 day', now(), now())`,
    [id, token],
  )
  const signature = createHmac('sha256', identitySecret).update(token).digest('base64')
  return `bindeglied.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
