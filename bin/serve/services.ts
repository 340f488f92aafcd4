import { type Config, subgraphVariable } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { listen } from '../../platform/http/server.js'
import { createServiceApp } from '../../platform/service/app.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import type { Listening } from '../process.js'
import { services } from '../services.js'

/**
 * @param name of one service, or "services" for all of them
 * @throws HubError CONFIG_INVALID for any other name, PORT_IN_USE
 */
export async function serveServices(name: string, config: Config): Promise<Listening[]> {
  const chosen = name === 'services' ? services : services.filter((service) => service.name === name)
  if (chosen.length === 0) {
    const known = ['gateway', 'services', ...services.map((service) => service.name)].join(', ')
    throw new HubError('CONFIG_INVALID', `There is no process "${name}"; there are ${known}.`)
  }
  return Promise.all(chosen.map((service) => serveService(service, config)))
}

async function serveService(service: ServiceDefinition, config: Config): Promise<Listening> {
  const logger = createLogger(config.log, service.name)
  const app = await createServiceApp(service, { config, logger, clock: () => new Date() })
  const address = await listen(app.server, {
    host: config.servicesHost,
    port: config.subgraphs[service.name].port,
    setting: subgraphVariable(service.name, 'PORT'),
  })
  app.startJobs()
  return { name: service.name, address, close: app.close }
}
