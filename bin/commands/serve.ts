import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGateway, type Gateway } from '../../gateway/app.js'
import { createStandaloneGateway } from '../../gateway/standalone.js'
import { type Config, parseConfig, subgraphVariable } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { listen } from '../../platform/http/server.js'
import { projectFile } from '../../platform/project-files.js'
import { createServiceApp } from '../../platform/service/app.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { announceReady, type Listening, untilStopped } from '../process.js'
import { services } from '../services.js'

const clock = () => new Date()

export interface ServeOptions {
  /** File of a supergraph; then the process is a gateway over it and nothing else. */
  supergraph?: string
  /** Instead of HUB_PORT. */
  port?: string
}

/**
 * `hub serve`: one process until it is told to stop.
 *
 * @throws HubError CONFIG_INVALID, PORT_IN_USE, and SCHEMA_INVALID for a supergraph that cannot be used
 */
export async function serve(name: string, options: ServeOptions): Promise<void> {
  const { supergraph, port } = options
  if (name !== 'gateway' && (supergraph ?? port) !== undefined) {
    throw new HubError('CONFIG_INVALID', '--supergraph and --port are for "hub serve gateway".')
  }
  const config = parseConfig({ ...process.env, ...(port === undefined ? {} : { HUB_PORT: port }) })
  const listening =
    supergraph === undefined ? await startProcess(name, config) : [await serveSupergraph(supergraph, config)]
  announceReady(listening)
  await untilStopped()
  await Promise.all(listening.map(({ close }) => close()))
  // The channel to the supervisor would keep this process alive.
  if (process.connected) process.disconnect?.()
}

async function startProcess(name: string, config: Config): Promise<Listening[]> {
  if (name === 'gateway') return [await serveGateway(config)]
  const chosen = name === 'services' ? services : services.filter((service) => service.name === name)
  if (chosen.length === 0) {
    const known = ['gateway', 'services', ...services.map((service) => service.name)].join(', ')
    throw new HubError('CONFIG_INVALID', `There is no process "${name}"; there are ${known}.`)
  }
  return Promise.all(chosen.map((service) => serveService(service, config)))
}

async function serveService(service: ServiceDefinition, config: Config): Promise<Listening> {
  const logger = createLogger(config.log, service.name)
  const app = await createServiceApp(service, { config, logger, clock })
  const address = await listen(app.server, {
    host: config.servicesHost,
    port: config.subgraphs[service.name].port,
    setting: subgraphVariable(service.name, 'PORT'),
  })
  app.startJobs()
  return { name: service.name, address, close: app.close }
}

async function serveGateway(config: Config): Promise<Listening> {
  const logger = createLogger(config.log, 'gateway')
  const supergraph = await readFile(projectFile('schema/supergraph.graphql'), 'utf8')
  const keptIn = join(config.stateDirectory, 'gateway')
  const app = await createGateway({ config, supergraph, keptIn, logger, clock })
  return listenAsGateway(app, config)
}

/** Only a gateway, over any supergraph. */
async function serveSupergraph(file: string, config: Config): Promise<Listening> {
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
