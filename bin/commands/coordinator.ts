import { type Config, parseConfig } from '../../platform/config/config.js'
import { type Database, openDatabase } from '../../platform/database/database.js'
import { serviceDatabaseUrl } from '../../platform/database/roles.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import {
  type CoordinatorLink,
  makeFirstCoordinator,
  renewCoordinatorLink,
} from '../../services/identity/account/first-coordinator.js'
import { entities } from '../../services/identity/entities.js'
import { withDatabase } from '../database.js'
import { notify } from '../process.js'

/** `hub coordinator-link`: for when the link of the first start was lost or has ended. */
export async function printCoordinatorLink(): Promise<void> {
  await withDatabase(parseConfig(process.env), ['identity'], (config) =>
    withIdentity(config, async (database) => {
      notify(invitation(await renewCoordinatorLink(database, config, new Date())))
    }),
  )
}

/** Makes the account that lets the others in, at the first start, and says how to sign in. */
export async function makeTownsFirstCoordinator(config: Config): Promise<void> {
  await withIdentity(config, async (database) => {
    const made = await makeFirstCoordinator(database, config, new Date())
    if (made !== undefined) notify(invitation(made))
  })
}

async function withIdentity(config: Config, work: (database: Database) => Promise<void>): Promise<void> {
  const database = openDatabase({
    url: serviceDatabaseUrl('identity', config),
    schema: 'identity',
    entities,
    poolSize: 1,
    logger: createLogger({ ...config.log, level: 'warn' }, 'identity'),
  })
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

function invitation({ email, link, expiresAt }: CoordinatorLink): string {
  return [
    `The town's first coordinator is ${email}. To sign in, choose a password here, once, until ${expiresAt.toISOString()}:`,
    `  ${link}`,
    'A new link: npx hub coordinator-link',
    '',
  ].join('\n')
}
