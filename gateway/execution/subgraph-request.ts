import type { GraphQLDataSource } from '@apollo/gateway'
import type { GatewayContext } from '../context.js'

export type FetchOptions = Parameters<GraphQLDataSource<GatewayContext>['process']>[0]
export type FetchResult = Awaited<ReturnType<GraphQLDataSource['process']>>

type Request = FetchOptions['request']

/** JSON text of a GraphQL over HTTP request. */
export function bodyOf({ query, variables, operationName }: Request): string {
  return JSON.stringify({ query, variables, operationName })
}

/** The planner writes the operation's kind first. */
export function isMutation({ query }: Request): boolean {
  return query?.startsWith('mutation') ?? false
}

/** How many entities are asked for; undefined where none are. */
export function entityCount(variables: Request['variables']): number | undefined {
  const representations: unknown = variables?.representations
  return Array.isArray(representations) ? representations.length : undefined
}
