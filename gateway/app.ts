import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createCallerSigner } from '../platform/caller/token.js'
import type { Config } from '../platform/config/config.js'
import { subgraphNames } from '../platform/subgraphs.js'
import type { Logger } from '../platform/telemetry/logger.js'
import { forgetWriters } from './caller/forget-writers.js'
import { createRecognition } from './caller/recognition.js'
import { createCallerTokens } from './caller/tokens.js'
import { ownContext } from './context.js'
import { createGraphServer } from './http/graph-server.js'
import { addPartnerKeys } from './http/partner-keys.js'
import { addProxies } from './http/proxy.js'
import { addStartPage } from './http/start-page.js'
import { legacyStatusCodes } from './http/status-codes.js'
import { operationsFrom, reportTo } from './operations/city.js'
import { createKeptBusy, keepBusyEveryMs } from './operations/kept-busy.js'
import { createPersistedQueries } from './operations/persisted-queries.js'
import { registeredLookup } from './operations/registered-lookup.js'
import { createRegisteredOperations } from './operations/registered-operations.js'
import { createReporter, reportEveryMs } from './operations/reporter.js'
import { createUsageCounts } from './operations/usage-counts.js'
import { createPartnerKeys } from './partner/signing/keys.js'
import { createPartnerSigner } from './partner/signing/sign.js'
import { createPlanner } from './planning/planner.js'
import { createApollo } from './server/apollo.js'
import { connectTo } from './service/connection.js'
import { createSharing } from './sharing/sharing.js'
import { createSubgraphSources } from './subgraphs/sources.js'
import { beginWith } from './supergraph/beginning.js'
import { buildGeneration } from './supergraph/build-generation.js'
import { createRegistryFollower } from './supergraph/follow-registry.js'
import { createGenerations } from './supergraph/generations.js'
import { lastGoodIn } from './supergraph/last-good.js'
import { createRegistry } from './supergraph/registry.js'
import { createSupergraphs } from './supergraph/supergraphs.js'

export interface GatewayOptions {
  config: Config
  /** The supergraph as SDL text, which serves until there is a release of the registry. */
  supergraph: string
  /** Folder for the last release that served, for the next start. Without it nothing is kept. */
  keptIn?: string
  logger: Logger
  clock: () => Date
}

export interface Gateway {
  /** Not listening yet. */
  server: FastifyInstance
  /** Stops taking requests, lets running ones end, then ends everything the gateway holds. */
  close(): Promise<void>
}

/**
 * Builds the gateway: the graph of the town and its partners over HTTP, with its pages. Asks nobody for it; from when
 * it listens it follows who is signed in and which release of the supergraph is to serve.
 *
 * @throws HubError CONFIG_INVALID without a usable caller key, a subgraph's address, or addresses of proxies,
 *   SCHEMA_INVALID if the supergraph cannot be used
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, supergraph, keptIn, logger, clock } = options
  const tokenFor = createCallerTokens(await createCallerSigner(config.caller.privateKey), clock)
  const keys = createPartnerKeys(config.caller.privateKey)
  const signFor = createPartnerSigner({ keys, issuer: config.publicUrl, clock })
  const sharing = config.gateway.sharing ? createSharing(clock) : undefined
  const sources = createSubgraphSources({ config, tokenFor, signFor, clock, sharing })
  const city = connectTo('city', config.subgraphs.city.url, tokenFor)
  const { limits, onlyRegisteredOperations: only } = config.gateway
  const registered = createRegisteredOperations({
    fetchAfter: operationsFrom(city),
    file: keptIn && join(keptIn, 'operations.json'),
    logger,
  })
  const usage = createUsageCounts(registered)
  const persistedQueries = createPersistedQueries()
  const plugins = [registeredLookup(registered, { only }), usage.plugin, legacyStatusCodes, forgetWriters]
  const planner = createPlanner({ bounds: config.planning, logger })
  const supergraphs = createSupergraphs(planner)
  const generations = createGenerations({
    logger,
    build: (edition, textOf) =>
      buildGeneration(edition, textOf, {
        supergraphs,
        sources,
        sharing,
        serverOver: (gateway, { weights }) =>
          createApollo({ gateway, limits, weights, persistedQueries, logger, plugins }),
        busiest: usage.busiest,
        context: ownContext(logger),
        isOwn: (name) => subgraphNames.some((own) => own === name),
      }),
  })
  const keptBusy = createKeptBusy({
    file: keptIn && join(keptIn, 'busy-operations.json'),
    usage,
    registered,
    logger,
    everyMs: keepBusyEveryMs,
  })
  await keptBusy.restore()
  const lastGood = keptIn === undefined ? undefined : lastGoodIn(keptIn)
  await beginWith({ supergraph, lastGood, generations, logger }).catch(async (error: unknown) => {
    await planner.close()
    throw error
  })
  await registered.restore()
  const follower = createRegistryFollower({
    city,
    registry: createRegistry(city),
    generations,
    lastGood,
    refreshOperations: registered.follow,
    logger,
  })
  const reporter = createReporter({
    send: reportTo(city),
    usage,
    partners: sources,
    clock,
    logger,
    everyMs: reportEveryMs,
  })
  const recognition = createRecognition({ config, tokenFor, logger, clock })
  const { recognize } = recognition
  const graph = { enter: generations.enter, recognize }
  const server = await createGraphServer(config, graph, logger)
  const { subgraphs } = config
  await addProxies(server, { subgraphs, tokenFor, recognize, timeoutMs: config.gateway.subgraphTimeoutMs })
  addStartPage(server)
  addPartnerKeys(server, { keys, generationOf: sources.keyGenerationOf })
  server.addHook('onListen', async () => {
    recognition.follow()
    follower.follow()
    reporter.start()
    keptBusy.start()
  })
  return {
    server,
    close: async () => {
      // In this order: a request that still runs needs its generation, and a generation the connections.
      await server.close()
      await Promise.all([follower.close(), reporter.close(), keptBusy.close()])
      await generations.close()
      await Promise.all([planner.close(), recognition.close(), city.close(), sources.close()])
    },
  }
}
