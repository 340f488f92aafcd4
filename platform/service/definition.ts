import type { EntitySchema } from '@mikro-orm/core'
import type { MigrationClass } from '../database/migration.js'
import type { FeedFormat } from '../feeds/format.js'
import type { SubgraphDefinition } from '../graph/subgraph.js'
import type { SubgraphName } from '../subgraphs.js'
import type { ExampleContent } from './example.js'

/** Everything that makes one service: its tables, its part of the graph, what it can import, what it shows at first. */
export interface ServiceDefinition {
  name: SubgraphName
  entities: readonly EntitySchema[]
  /** In the order they are run. */
  migrations: readonly MigrationClass[]
  graph: SubgraphDefinition
  /** Formats `hub import` takes for this service. */
  formats: readonly FeedFormat[]
  example: ExampleContent
}
