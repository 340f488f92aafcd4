import type { EntitySchema } from '@mikro-orm/core'
import type { FastifyInstance } from 'fastify'
import type { CallerVerifier } from '../caller/token.js'
import type { Config } from '../config/config.js'
import type { Database } from '../database/database.js'
import type { MigrationClass } from '../database/migration.js'
import type { FeedFormat } from '../feeds/format.js'
import type { SubgraphDefinition } from '../graph/subgraph.js'
import type { SubgraphName } from '../subgraphs.js'
import type { Logger } from '../telemetry/logger.js'
import type { ExampleContent } from './example.js'
import type { Job } from './job.js'

/** What a service's own endpoints may use. */
export interface ServiceParts {
  config: Config
  database: Database
  /** Believes tokens of the gateway that are meant for this service. */
  verifyCaller: CallerVerifier
  logger: Logger
  clock: () => Date
}

/** What a service lets another one use of its schema: functions, never tables. */
export interface Loan {
  to: SubgraphName
  /** SQL after `grant`, such as `execute on function identity.found_organization(text, text)`. */
  privilege: string
}

/** Everything that makes one service: its tables, its part of the graph, what it can import, what it shows at first. */
export interface ServiceDefinition {
  name: SubgraphName
  entities: readonly EntitySchema[]
  /** In the order they are run. */
  migrations: readonly MigrationClass[]
  graph: SubgraphDefinition
  /** Functions of its schema that other services call where two schemas must change in one transaction. */
  loans?: readonly Loan[]
  /** Formats `hub import` takes for this service. */
  formats: readonly FeedFormat[]
  example: ExampleContent
  /** Puts endpoints beside the graph; what they hold is let go of when the server closes. */
  addEndpoints?: (server: FastifyInstance, parts: ServiceParts) => Promise<void>
  /** What the service does by itself. */
  jobs?: readonly Job[]
}
