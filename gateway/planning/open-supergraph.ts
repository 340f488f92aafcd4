import { printSchema as printComposed, type Schema, Supergraph } from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import { type DocumentNode, Kind, parse, print, printSchema, visit } from 'graphql'
import { readCostWeights } from '../policy/cost-weights.js'
import { readProtection } from '../policy/protection/read-protection.js'
import type { SupergraphContents } from './contents.js'
import { planOperation } from './plan-operation.js'
import { separateRequired } from './required-arguments.js'
import { withResolvableKeys } from './resolvable-keys.js'
import { restoreRequired } from './restore-required.js'

/**
 * Ways to one field through the subgraphs, of which there are more with each interface on the way. Planning one with
 * more would take seconds, and memory without bound.
 */
const mostWays = 10_000

const supergraphOptions = { supportedFeatures: null, validateSupergraph: false }

/** A supergraph with its planner: some ten megabytes, and some hundred milliseconds of computing to make. */
export interface OpenSupergraph {
  contents(): SupergraphContents
  /** SDL of a subgraph's own schema, without directives. @throws TypeError if it has no such subgraph */
  subgraphSchema(name: string): string
  /** @throws GraphQLError if it cannot be planned */
  plan(operation: string, operationName: string | undefined): QueryPlan
}

/**
 * Reads a supergraph.
 *
 * @param text the supergraph as SDL
 * @throws HubError SCHEMA_INVALID, GraphQLError if it is none that can be used
 */
export function openSupergraph(text: string): OpenSupergraph {
  const { supergraph: open, rules } = readProtection(text)
  const supergraph = Supergraph.build(open, supergraphOptions)
  supergraph.schema.validate()
  const apiSchema = supergraph.apiSchema()
  const { planned, restore } = forPlanner(open, supergraph)
  const plannedSchema = planned === supergraph ? apiSchema : planned.apiSchema()
  const planner = new QueryPlanner(planned, { debug: { pathsLimit: mostWays } })
  return {
    contents: () => ({
      apiSchema: printComposed(apiSchema),
      wholeSchema: withoutTexts(supergraph.schema),
      rules,
      weights: readCostWeights(text),
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
    }),
    subgraphSchema: (name) => {
      const subgraph = supergraph.subgraphs().get(name)
      if (subgraph === undefined) throw new TypeError(`The supergraph has no subgraph "${name}"`)
      return printSchema(subgraph.schema.toGraphQLJSSchema())
    },
    plan: (operation, operationName) =>
      restore(planOperation({ planner, apiSchema: plannedSchema, operation, operationName })),
  }
}

/** The supergraph as the planner makes right plans for it, and what makes them plans for the supergraph as it is. */
function forPlanner(text: string, supergraph: Supergraph) {
  const document = parse(text, { noLocation: true })
  const separated = separateRequired(withResolvableKeys(document))
  const restore = (plan: QueryPlan) => restoreRequired(plan, separated)
  if (print(separated.supergraph) === print(document)) return { planned: supergraph, restore }
  return { planned: Supergraph.build(separated.supergraph, supergraphOptions), restore }
}

/** Most of a supergraph's text says which subgraph has what; only the planner wants to know. */
function withoutTexts(schema: Schema): string {
  const document: DocumentNode = visit(schema.toAST(), {
    enter: (node) => {
      if (node.kind === Kind.DIRECTIVE) return null
      if ('description' in node) return { ...node, description: undefined }
      return undefined
    },
  })
  return print(document)
}
