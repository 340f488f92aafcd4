import type { GraphQLFormattedError } from 'graphql'
import type { GatewayContext } from '../../context.js'
import type { SubgraphAnswer } from '../../subgraphs/answer.js'
import type { SubgraphFetch, SubgraphSource } from '../../subgraphs/subgraph-fetch.js'
import type { OperationVariables } from '../variables.js'
import type { ObjectValue } from './object-value.js'
import type { Place } from './plan-steps.js'

/** Who asks each subgraph on the gateway's behalf, by its name. */
export type Sources = Readonly<Record<string, SubgraphSource>>

export interface FetchesRequest {
  variables: OperationVariables
  sources: Sources
  context: GatewayContext
  /** What is there already, written into; an empty object where nothing is. */
  data: ObjectValue
}

/** One execution of a plan. */
export interface Run extends FetchesRequest {
  errors: GraphQLFormattedError[]
  /** Whether there may be one object in several places of the data; see `mergeEntities`. */
  isShared: boolean
}

/** Asks a subgraph. @throws TypeError for one that the supergraph does not have */
export async function ask(run: Run, subgraph: string, fetch: SubgraphFetch): Promise<SubgraphAnswer> {
  const source = Object.hasOwn(run.sources, subgraph) ? run.sources[subgraph] : undefined
  if (source === undefined) throw new TypeError(`The supergraph has no subgraph "${subgraph}"`)
  return source.ask(fetch, run.context)
}

/** Adds errors to those of the answer; there can be more of them than a function takes arguments. */
export function report(run: Run, errors: readonly GraphQLFormattedError[]): void {
  for (const error of errors) run.errors.push(error)
}

/** The places of a step at which something is wanted by this request. */
export function wantedPlaces(places: readonly Place[], { values }: OperationVariables): readonly Place[] {
  return places.filter(({ conditions }) =>
    conditions.every(({ variable, value }) => (values[variable] === true) === value),
  )
}
