import type { ApolloServerPlugin, GraphQLRequest, GraphQLRequestContext } from '@apollo/server'
import { isAdministrator, isCoordinator } from '../../platform/caller/caller.js'
import type { GatewayContext } from '../context.js'
import { refusal } from '../policy/refusal.js'
import { namedOperation } from './asked-operation.js'
import type { RegisteredOperations } from './registered-operations.js'

/** Stands in for what is refused, so that it is neither parsed nor validated: that would tell of the schema. */
const placeholder = '{ __typename }'

/**
 * Gives requests that name a registered operation its text, and refuses what may not be asked:
 * OPERATION_NOT_REGISTERED, with HTTP status 400. Apollo Server turns only what is thrown when an operation has been
 * resolved into an answer, so that is when it is said.
 *
 * @param only whether everything that is not registered is refused. Coordinators and administrators may ask what they
 *   like, for they look into the graph with GraphiQL.
 */
export function registeredLookup(
  registered: Pick<RegisteredOperations, 'textOf' | 'has'>,
  { only }: { only: boolean },
): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async ({ request, contextValue }) => {
      const refused = refuses(request, contextValue, registered, only)
      if (refused === undefined) return
      ask(request, placeholder)
      delete request.operationName
      return {
        didResolveOperation: async (_: GraphQLRequestContext<GatewayContext>) => {
          throw refusal('OPERATION_NOT_REGISTERED', refused)
        },
      }
    },
  }
}

/** @returns why, if it does; undefined if the request goes on, with the text of the operation it names */
function refuses(
  request: GraphQLRequest,
  { caller, rehearsal }: GatewayContext,
  { textOf, has }: Pick<RegisteredOperations, 'textOf' | 'has'>,
  only: boolean,
): string | undefined {
  const free = !only || rehearsal === true || isCoordinator(caller) || isAdministrator(caller)
  if (request.query) {
    return free || has(request.query)
      ? undefined
      : 'Only registered operations are executed here, and this one is not: register it for an app, to the last space.'
  }
  const named = namedOperation(request)
  // A request that says nothing at all is Apollo Server's to refuse.
  if (named === undefined) return undefined
  const found = named.hash === null ? undefined : textOf(named.hash)
  if (found) {
    ask(request, found.text)
    return undefined
  }
  if (free && named.automatic) return undefined
  return 'No operation is registered under this hash: register it for an app, or send its text.'
}

/** As if the request had said it: what it named it by has done its work. */
function ask(request: GraphQLRequest, text: string): void {
  request.query = text
  const { persistedQuery: _, ...others } = request.extensions ?? {}
  request.extensions = others
}
