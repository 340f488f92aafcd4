import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { QueryPlan } from '@apollo/query-planner'
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import type { PlannedSupergraph, Planner } from '../planning/planner.js'
import { ThreadFailure } from '../planning/thread-failure.js'
import type { CostWeights } from '../policy/cost-weights.js'
import type { ProtectionRules } from '../policy/protection/rules.js'

/** A subgraph of a supergraph. */
export interface ContainedSubgraph {
  name: string
  /** As the supergraph has it; may be empty. */
  url: string
  /** The subgraph's own schema; built when first asked for. */
  schemaOf: () => Promise<GraphQLSchema>
}

/** How the subgraphs are asked for operations over one supergraph. */
export interface QueryPlans {
  /**
   * Plans an operation, each time anew.
   *
   * @throws GraphQLError if it cannot be planned, or takes too much (OPERATION_TOO_COMPLEX, TOO_MANY_REQUESTS)
   */
  of(document: DocumentNode, operationName: string | undefined): Promise<QueryPlan>
}

/** A supergraph with everything that depends on nothing else: made once, never changed. */
export interface LoadedSupergraph {
  /** Hash of its text. */
  hash: string
  /** What clients see. */
  schema: GraphQLSchema
  /** All its types, with what clients do not see; without descriptions and directives. */
  wholeSchema: GraphQLSchema
  plans: QueryPlans
  /** Who may see what of it. */
  rules: ProtectionRules
  /** What it says about the cost of its parts. */
  weights: CostWeights
  subgraphs: readonly ContainedSubgraph[]
  /** Lets the planner forget it. */
  close(): Promise<void>
}

/** SHA-256 of a supergraph's text, hexadecimal. */
export function supergraphHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Reads a supergraph. The planner does most of it; what is left for this thread lets requests go on between its steps.
 *
 * @param text the supergraph as SDL
 * @throws HubError SCHEMA_INVALID if it is none that can be used, ThreadFailure if the planner cannot be
 */
export async function loadSupergraph(text: string, planner: Planner): Promise<LoadedSupergraph> {
  const hash = supergraphHash(text)
  const planned = await planner.open(hash, text).catch(refuse)
  const { apiSchema, wholeSchema, subgraphs, rules, weights } = planned.contents
  return {
    hash,
    schema: await schemaFrom(apiSchema),
    wholeSchema: await schemaFrom(wholeSchema),
    plans: { of: planned.plan },
    rules,
    weights,
    subgraphs: subgraphs.map((subgraph) => ({ ...subgraph, schemaOf: schemaOf(planned, subgraph.name) })),
    close: planned.close,
  }
}

function refuse(error: unknown): never {
  if (error instanceof HubError || error instanceof ThreadFailure) throw error
  throw new HubError('SCHEMA_INVALID', `The supergraph cannot be used: ${messageOf(error)}`, { cause: error })
}

function schemaOf({ subgraphSchema }: PlannedSupergraph, name: string): () => Promise<GraphQLSchema> {
  let schema: Promise<GraphQLSchema> | undefined
  return () => {
    schema ??= subgraphSchema(name).then(schemaFrom)
    // Who asks after a failure asks anew.
    schema.catch(() => (schema = undefined))
    return schema
  }
}

/** From what the planner has printed, which needs no checks. */
async function schemaFrom(text: string): Promise<GraphQLSchema> {
  const document = parse(text, { noLocation: true })
  await breathe()
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
  await breathe()
  return schema
}
