import type { Config } from '../../platform/config/config.js'
import { loadSecrets } from '../secrets.js'
import { runToEnd } from './child.js'
import { startDatabase } from './database.js'
import { childEnvironments } from './environment.js'
import { keepRunning } from './keep-running.js'
import { printReady, say } from './screen.js'

export interface RunningHub {
  /** Resolves when a part has ended for good although it was not told to. */
  failed: Promise<void>
  /** Stops everything: gateway first, then the services, the database last. */
  stop(): Promise<void>
}

/**
 * Starts database, services and gateway, in this order, and prints where they answer.
 *
 * @param signal stops what has been started when it is aborted while starting
 * @throws HubError DATABASE_UNAVAILABLE, PROCESS_FAILED
 */
export async function startHub(config: Config, signal: AbortSignal): Promise<RunningHub> {
  const started: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const part of started.splice(0).reverse()) await part.stop()
  }
  const begin = async <Part extends { stop(): Promise<void> }>(part: Promise<Part>): Promise<Part> => {
    const running = await part
    started.push(running)
    signal.throwIfAborted()
    return running
  }
  try {
    const secrets = await loadSecrets(config.stateDirectory)
    const database = await begin(startDatabase(config))
    const environments = childEnvironments(config, secrets, database.url)
    await prepareDatabase(config, environments.owner)
    const services = await begin(serve('services', environments.services))
    const gateway = await begin(serve('gateway', environments.gateway))
    printReady(database, [...services.ready, ...gateway.ready])
    return { failed: Promise.race([database.failed, services.failed, gateway.failed]), stop }
  } catch (error) {
    await stop()
    if (signal.aborted) return { failed: Promise.resolve(), stop }
    throw error
  }
}

function serve(name: string, environment: NodeJS.ProcessEnv) {
  return keepRunning(name, { arguments: ['serve', name], environment })
}

async function prepareDatabase(config: Config, environment: NodeJS.ProcessEnv): Promise<void> {
  say('Preparing the database.')
  await runToEnd({ arguments: ['migrate'], environment })
  if (config.exampleContent) await runToEnd({ arguments: ['seed'], environment })
}
