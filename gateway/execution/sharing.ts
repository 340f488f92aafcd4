import type { GatewayExecutionResult, GatewayExecutor } from '@apollo/server-gateway-interface'
import { OperationTypeNode } from 'graphql'
import { anonymous } from '../../platform/caller/caller.js'
import type { GatewayContext } from '../context.js'
import type { Sharing } from '../sharing/sharing.js'

type RequestContext = Parameters<GatewayExecutor>[0]

/**
 * An executor that executes once where several who are nobody ask the same at once. Who is somebody shares with nobody
 * here, and a mutation is executed each time.
 *
 * @param sharing undefined for a gateway that shares nothing
 */
export function sharedExecutor(executor: GatewayExecutor, sharing: Sharing | undefined): GatewayExecutor {
  if (sharing === undefined) return executor
  // What is in a result is only read.
  const flights = sharing.flights<GatewayExecutionResult>((result) => ({ ...result }))
  return async (request) => {
    const context = request.context as GatewayContext
    if (!isForAnybody(request, context)) return executor(request)
    return flights.join(keyOf(request), context, (shared) => executor({ ...request, context: shared }))
  }
}

function isForAnybody({ operation }: RequestContext, { caller, rehearsal }: GatewayContext): boolean {
  return operation.operation === OperationTypeNode.QUERY && caller === anonymous && !rehearsal
}

/** All that an answer to nobody in particular depends on, within one generation. */
function keyOf({ queryHash, request: { operationName, variables } }: RequestContext): string {
  return JSON.stringify([queryHash, operationName, variables])
}
