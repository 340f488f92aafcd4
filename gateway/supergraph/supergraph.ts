import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { type Schema, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import { type CostWeights, readCostWeights } from '../policy/cost-weights.js'
import { readProtection } from '../policy/protection/read-protection.js'
import type { ProtectionRules } from '../policy/protection/rules.js'
import { createQueryPlans, type QueryPlans } from './query-plans.js'

/** A subgraph of a supergraph. */
export interface ContainedSubgraph {
  name: string
  /** As the supergraph has it; may be empty. */
  url: string
  /** The subgraph's own schema; built when first asked for. */
  schemaOf: () => GraphQLSchema
}

/** A supergraph with everything that depends on nothing else: made once, never changed. */
export interface LoadedSupergraph {
  /** Hash of its text. */
  hash: string
  /** What clients see. */
  schema: GraphQLSchema
  /** The same, as the planner's package has it. */
  apiSchema: Schema
  /** All of it, with what clients do not see. */
  wholeSchema: GraphQLSchema
  plans: QueryPlans
  /** Who may see what of it. */
  rules: ProtectionRules
  /** What it says about the cost of its parts. */
  weights: CostWeights
  subgraphs: readonly ContainedSubgraph[]
}

/** SHA-256 of a supergraph's text, hexadecimal. */
export function supergraphHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Reads a supergraph. It takes some hundred milliseconds of computing, so it lets requests go on between its steps.
 *
 * @param text the supergraph as SDL
 * @throws HubError SCHEMA_INVALID if it is none that can be used
 */
export async function loadSupergraph(text: string): Promise<LoadedSupergraph> {
  try {
    const { supergraph: open, rules } = readProtection(text)
    const supergraph = Supergraph.build(open, { supportedFeatures: null, validateSupergraph: false })
    await breathe()
    supergraph.schema.validate()
    await breathe()
    const apiSchema = supergraph.apiSchema()
    await breathe()
    const schema = apiSchema.toGraphQLJSSchema()
    await breathe()
    const wholeSchema = supergraph.schema.toGraphQLJSSchema()
    await breathe()
    const planner = new QueryPlanner(supergraph)
    await breathe()
    return {
      hash: supergraphHash(text),
      schema,
      apiSchema,
      wholeSchema,
      plans: createQueryPlans(planner, apiSchema),
      rules,
      weights: readCostWeights(text),
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({
        name,
        url,
        schemaOf: once(() => subgraphSchema(supergraph, name)),
      })),
    }
  } catch (error) {
    if (error instanceof HubError) throw error
    throw new HubError('SCHEMA_INVALID', `The supergraph cannot be used: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

function subgraphSchema(supergraph: Supergraph, name: string): GraphQLSchema {
  const subgraph = supergraph.subgraphs().get(name)
  if (subgraph === undefined) throw new TypeError(`The supergraph has no subgraph "${name}"`)
  return subgraph.schema.toGraphQLJSSchema()
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
