import { type Config, parseConfig } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { announceReady, type Listening, untilStopped } from '../process.js'

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
  const listening = await startProcess(name, supergraph, config)
  announceReady(listening)
  await untilStopped()
  await Promise.all(listening.map(({ close }) => close()))
  // The channel to the supervisor would keep this process alive.
  if (process.connected) process.disconnect?.()
}

/** Each loads its own part of the hub only: what a gateway never uses would be a quarter of its memory. */
async function startProcess(
  name: string,
  supergraph: string | undefined,
  config: Config,
): Promise<Listening[]> {
  if (name !== 'gateway') return (await import('../serve/services.js')).serveServices(name, config)
  const { serveGateway, serveSupergraph } = await import('../serve/gateway.js')
  return [await (supergraph === undefined ? serveGateway(config) : serveSupergraph(supergraph, config))]
}
