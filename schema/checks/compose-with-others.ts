import { compose } from '@apollo/composition'
import {
  DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  type Subgraph,
  Subgraphs,
  Supergraph,
  subgraphsFromServiceList,
} from '@apollo/federation-internals'
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql'
import { messageOf } from '../../platform/errors/hub-error.js'
import { readSdl } from './read-sdl.js'
import type { CheckOrder, ComposedWithOthers } from './subject.js'

/** A subgraph among the others. */
export interface AmongOthers {
  /** Null: it is none by itself. */
  candidate: Subgraph | null
  others: readonly Subgraph[]
  composition: ComposedWithOthers
}

/** What a subgraph may bind the gateway to: of anything else that is for its security it would refuse the supergraph. */
const knownFeatures = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
  'https://specs.apollo.dev/policy/v0.1',
])

/** Composes a subgraph with those that are live. */
export function composeWithOthers(order: CheckOrder, document: DocumentNode): AmongOthers {
  const others = order.others.map(({ name, url, sdl }) => ({ name, url, typeDefs: readSdl(name, sdl) }))
  const alone = subgraphsFromServiceList([{ name: order.name, url: order.url, typeDefs: document }])
  const rest = subgraphsFromServiceList(others)
  const otherSubgraphs = rest instanceof Subgraphs ? [...rest] : []
  if (!(alone instanceof Subgraphs)) return failed(null, otherSubgraphs, alone)
  const candidate = alone.get(order.name) ?? null
  if (!(rest instanceof Subgraphs)) return failed(candidate, otherSubgraphs, rest)
  for (const subgraph of alone) rest.add(subgraph)
  const composed = compose(rest)
  if (composed.errors !== undefined) return failed(candidate, otherSubgraphs, composed.errors)
  const supergraph = `${composed.supergraphSdl.trimEnd()}\n`
  const unusable = whyUnusable(supergraph)
  if (unusable !== null) return failed(candidate, otherSubgraphs, [unusable])
  return { candidate, others: otherSubgraphs, composition: { supergraph } }
}

/** What frontends see of a supergraph. */
export function apiSchemaOf(supergraph: string): GraphQLSchema {
  return Supergraph.build(supergraph, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema()
}

function failed(
  candidate: Subgraph | null,
  others: readonly Subgraph[],
  errors: readonly GraphQLError[],
): AmongOthers {
  return { candidate, others, composition: { supergraph: null, errors } }
}

function whyUnusable(supergraph: string): GraphQLError | null {
  try {
    Supergraph.build(supergraph, { supportedFeatures: knownFeatures })
    return null
  } catch (error) {
    return new GraphQLError(messageOf(error))
  }
}
