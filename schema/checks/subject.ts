import type { Subgraph } from '@apollo/federation-internals'
import type { Change } from '@graphql-inspector/core'
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql'
import type { SubgraphContract } from '../compose.js'
import type { KnownOperation } from './finding.js'
import type { LiveFacts } from './live-facts.js'

/** What is checked, and everything it is checked against. Plain data, so that it can be given to a thread. */
export interface CheckOrder {
  name: string
  /** Where it is served; empty where that is not known and `live` null. */
  url: string
  sdl: string
  /** What it has live now; null if that is nothing. */
  liveSdl: string | null
  /** Entities of others it may add fields to. */
  mayExtend: readonly string[]
  /** All it is composed with: what is live, without itself. */
  others: readonly SubgraphContract[]
  /** What frontends see now. */
  liveSupergraph: string
  operations: readonly KnownOperation[]
  /** Null: its service was not asked. */
  live: LiveFacts | null
  /** It is only asked what would be found: its service may have the schema later. */
  dryRun?: boolean | undefined
}

/** An SDL that GraphQL can read. */
export interface ParsedSubject extends CheckOrder {
  document: DocumentNode
  composition: ComposedWithOthers
}

/** A subgraph that is one by itself, whether or not it composes with the others. */
export interface SubgraphSubject extends ParsedSubject {
  candidate: Subgraph
  otherSubgraphs: readonly Subgraph[]
  /** Names of the types it has live now, without those it only refers to. */
  liveTypes: ReadonlySet<string>
}

/** A subgraph that composes. */
export interface ComposedSubject extends SubgraphSubject {
  /** What frontends see now, and what they would see. */
  before: GraphQLSchema
  after: GraphQLSchema
  /** What would change for them, harmless or not. */
  changes: readonly Change[]
}

export type ComposedWithOthers =
  | { supergraph: string; errors?: undefined }
  | { supergraph: null; errors: readonly GraphQLError[] }
