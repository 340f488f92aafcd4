import { randomBytes } from 'node:crypto'
import { subgraphVariable } from '../../platform/config/config.js'
import { subgraphNames } from '../../platform/subgraphs.js'
import { makeSecrets } from '../secrets.js'

/** `hub secrets`: what docker-compose.yml asks for, made anew at every call. */
export async function printSecrets(): Promise<void> {
  const { databasePasswords, callerPrivateKey, callerPublicKey, identitySecret } = await makeSecrets()
  const settings = [
    ['POSTGRES_PASSWORD', randomBytes(24).toString('base64url')],
    ...subgraphNames.map((name) => [subgraphVariable(name, 'DATABASE_PASSWORD'), databasePasswords[name]]),
    ['HUB_CALLER_PRIVATE_KEY', callerPrivateKey],
    ['HUB_CALLER_PUBLIC_KEY', callerPublicKey],
    ['HUB_IDENTITY_SECRET', identitySecret],
  ]
  // Single quotes keep the JSON of the keys as it is.
  for (const [name, value] of settings) process.stdout.write(`${name}='${value}'\n`)
}
