import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { generateCallerKeys } from '../platform/caller/token.js'
import { mapSubgraphs } from '../platform/config/config.js'
import { HubError, messageOf } from '../platform/errors/hub-error.js'
import { subgraphNames } from '../platform/subgraphs.js'

const secretsSchema = z.object({
  databasePasswords: z.record(z.enum(subgraphNames), z.string()),
  callerPrivateKey: z.string(),
  callerPublicKey: z.string(),
})

/** What one machine needs to keep to itself: made at first start, readable by the starting user only. */
export type Secrets = z.infer<typeof secretsSchema>

/**
 * Reads the secrets of a state folder, or makes them.
 *
 * @throws HubError CONFIG_INVALID if the file is damaged or cannot be read or written
 */
export async function loadSecrets(stateDirectory: string): Promise<Secrets> {
  const file = join(stateDirectory, 'secrets.json')
  try {
    return secretsSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return keepNewSecrets(stateDirectory, file)
    throw new HubError(
      'CONFIG_INVALID',
      `${file} cannot be used (${messageOf(error)}): restore it, or remove it together with the database beside it.`,
    )
  }
}

/** New random passwords and a new key pair of the gateway. */
export async function makeSecrets(): Promise<Secrets> {
  const { privateKey, publicKey } = await generateCallerKeys()
  return {
    databasePasswords: mapSubgraphs(() => randomBytes(24).toString('base64url')),
    callerPrivateKey: privateKey,
    callerPublicKey: publicKey,
  }
}

async function keepNewSecrets(stateDirectory: string, file: string): Promise<Secrets> {
  const secrets = await makeSecrets()
  await mkdir(stateDirectory, { recursive: true, mode: 0o711 })
  // Written whole or not at all: a half-written file would lock the hub out of its database.
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
  return secrets
}
