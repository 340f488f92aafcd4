import { type Config, subgraphVariable } from '../config/config.js'
import { HubError } from '../errors/hub-error.js'
import type { SubgraphName } from '../subgraphs.js'

/** The database role of a service; it may read and write its own schema and nothing else. */
export function roleOf(service: SubgraphName, config: Config): string {
  return `${config.database.rolePrefix}_${service}`
}

/**
 * Address under which a service opens the database: its own role on the configured server.
 *
 * @throws HubError CONFIG_INVALID if the server or the role's password is not configured
 */
export function serviceDatabaseUrl(service: SubgraphName, config: Config): string {
  const password = config.subgraphs[service].databasePassword
  if (config.database.url === undefined || password === undefined) {
    const variable = subgraphVariable(service, 'DATABASE_PASSWORD')
    throw new HubError(
      'CONFIG_INVALID',
      `Settings to correct: ${service} needs DATABASE_URL and ${variable}.`,
    )
  }
  const url = new URL(config.database.url)
  url.username = roleOf(service, config)
  url.password = password
  return url.href
}
