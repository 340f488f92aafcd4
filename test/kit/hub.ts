import { AsyncLocalStorage } from 'node:async_hooks'
import { readFile } from 'node:fs/promises'
import { services } from '../../bin/services.js'
import { createGateway } from '../../gateway/app.js'
import { type Config, mapSubgraphs } from '../../platform/config/config.js'
import { migrate } from '../../platform/database/migrate.js'
import { listen } from '../../platform/http/server.js'
import { projectFile } from '../../platform/project-files.js'
import { createServiceApp } from '../../platform/service/app.js'
import { seedExample } from '../../platform/service/seed.js'
import type { SubgraphName } from '../../platform/subgraphs.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { createTestDatabase } from './database.js'
import type { GraphqlAnswer } from './service.js'

/** The whole hub in this process, over real HTTP and a database of its own, with the example content. */
export interface TestHub {
  address: string
  config: Config
  /**
   * Texts of the SQL statements with which all services answered queries, oldest first; what the gateway reads at moments
   * of its own (releases, operations) is not among them.
   */
  statements: string[]
  setNow(now: Date): void
  query(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>
  /** Ends one subgraph, as a crash would for those who ask it. */
  stopSubgraph(name: SubgraphName): Promise<void>
  stop(): Promise<void>
}

/** @param now clock of every process; it stands still */
export async function startTestHub({ now }: { now: Date }): Promise<TestHub> {
  let moment = now
  const clock = () => moment
  const { config: empty, drop } = await createTestDatabase()
  const logger = createLogger(empty.log, 'test')
  await migrate(services, empty, logger)
  for (const service of services) await seedExample(service, empty, logger, now)

  const statements: string[] = []
  const path = new AsyncLocalStorage<string | undefined>()
  const onStatement = (sql: string) => {
    if (path.getStore() === '/graphql') statements.push(sql)
  }
  const apps = new Map<SubgraphName, { close(): Promise<void> }>()
  const addresses = mapSubgraphs(() => '')
  for (const service of services) {
    const app = await createServiceApp(service, { config: empty, logger, clock, onStatement })
    app.server.server.prependListener('request', ({ url }) => path.enterWith(url))
    addresses[service.name] = await listen(app.server, { host: '127.0.0.1', port: 0, setting: 'none' })
    apps.set(service.name, app)
  }
  const config: Config = {
    ...empty,
    subgraphs: mapSubgraphs((name) => ({ ...empty.subgraphs[name], url: `${addresses[name]}/graphql` })),
  }
  const supergraph = await readFile(projectFile('schema/supergraph.graphql'), 'utf8')
  const gateway = await createGateway({ config, supergraph, logger, clock })
  const address = await listen(gateway.server, { host: '127.0.0.1', port: 0, setting: 'none' })

  async function stopSubgraph(name: SubgraphName): Promise<void> {
    await apps.get(name)?.close()
    apps.delete(name)
  }

  return {
    address,
    config,
    statements,
    setNow: (next) => {
      moment = next
    },
    async query(query, variables) {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      return (await response.json()) as GraphqlAnswer
    },
    stopSubgraph,
    async stop() {
      await gateway.close()
      for (const name of [...apps.keys()]) await stopSubgraph(name)
      await drop()
    },
  }
}
