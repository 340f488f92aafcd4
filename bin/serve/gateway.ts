import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGateway, type Gateway } from '../../gateway/app.js'
import { createStandaloneGateway } from '../../gateway/standalone.js'
import type { Config } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { listen } from '../../platform/http/server.js'
import { projectFile } from '../../platform/project-files.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import type { Listening } from '../process.js'

/** @throws HubError CONFIG_INVALID, PORT_IN_USE */
export async function serveGateway(config: Config): Promise<Listening> {
  const logger = createLogger(config.log, 'gateway')
  const supergraph = await readFile(projectFile('schema/supergraph.graphql'), 'utf8')
  const keptIn = join(config.stateDirectory, 'gateway')
  const clock = () => new Date()
  const app = await createGateway({ config, supergraph, keptIn, logger, clock })
  return listenAsGateway(app, config)
}

/**
 * Only a gateway, over any supergraph.
 *
 * @throws HubError CONFIG_INVALID, PORT_IN_USE, SCHEMA_INVALID for a supergraph that cannot be used
 */
export async function serveSupergraph(file: string, config: Config): Promise<Listening> {
  const supergraph = await readFile(file, 'utf8').catch((error: Error) => {
    throw new HubError('CONFIG_INVALID', `The supergraph cannot be read: ${error.message}.`)
  })
  const logger = createLogger(config.log, 'gateway')
  return listenAsGateway(await createStandaloneGateway({ config, supergraph, logger }), config)
}

async function listenAsGateway(app: Gateway, config: Config): Promise<Listening> {
  const address = await listen(app.server, {
    host: config.gateway.host,
    port: config.gateway.port,
    setting: 'HUB_PORT',
  })
  return { name: 'gateway', address, close: app.close }
}
