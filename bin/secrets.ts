import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { generateCallerKeys } from '../platform/caller/token.js'
import { mapSubgraphs } from '../platform/config/config.js'
import { HubError, messageOf } from '../platform/errors/hub-error.js'
import { type SubgraphName, subgraphNames } from '../platform/subgraphs.js'

const stored = z.object({
  databasePasswords: z.partialRecord(z.enum(subgraphNames), z.string()),
  callerPrivateKey: z.string(),
  callerPublicKey: z.string(),
  identitySecret: z.string().optional(),
})

/** What one machine needs to keep to itself: made at first start, readable by the starting user only. */
export interface Secrets {
  databasePasswords: Record<SubgraphName, string>
  callerPrivateKey: string
  callerPublicKey: string
  /** Signs cookies and encrypts second factors in the identity service. */
  identitySecret: string
}

/**
 * Reads the secrets of a state folder; makes those that are not there, such as the password of a new service.
 *
 * @throws HubError CONFIG_INVALID if the file is damaged or cannot be read or written
 */
export async function loadSecrets(stateDirectory: string): Promise<Secrets> {
  const file = join(stateDirectory, 'secrets.json')
  try {
    const kept = await readStored(file)
    const fresh = await makeSecrets()
    const secrets = {
      ...fresh,
      ...kept,
      databasePasswords: { ...fresh.databasePasswords, ...kept?.databasePasswords },
    }
    if (kept === undefined || lacks(kept)) await store(file, secrets)
    return secrets
  } catch (error) {
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
    identitySecret: randomBytes(32).toString('base64url'),
  }
}

/** Whether a version before this one, with fewer services, has made them. */
function lacks({ databasePasswords, identitySecret }: z.infer<typeof stored>): boolean {
  return identitySecret === undefined || subgraphNames.some((name) => databasePasswords[name] === undefined)
}

async function readStored(file: string): Promise<z.infer<typeof stored> | undefined> {
  try {
    return stored.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Written whole or not at all: a half-written file would lock the hub out of its database. */
async function store(file: string, secrets: Secrets): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o711 })
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}
