import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server'
import { type FragmentDefinitionNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { OperationLimits } from '../../platform/config/config.js'
import type { GatewayContext } from '../context.js'
import { costOf } from './cost.js'
import type { CostWeights } from './cost-weights.js'
import { measure } from './measure.js'
import { refusal } from './refusal.js'

/** Most memory what has passed takes, as characters; and one operation's variables of it. */
const maxSize = 2 * 1024 * 1024
const maxEntrySize = 2_000

type Resolved = GraphQLRequestContextDidResolveOperation<GatewayContext> & {
  operation: OperationDefinitionNode
}

/**
 * Refuses a valid operation that is too deep, has too many aliases or may return too much, before it is planned:
 * OPERATION_TOO_DEEP, OPERATION_TOO_MANY_ALIASES, OPERATION_TOO_COSTLY; and one whose cost cannot be told for its
 * variables or arguments: BAD_USER_INPUT. The number of tokens is the parser's business.
 *
 * @param weights what the supergraph says about the cost of its parts
 */
export function operationLimits(
  limits: OperationLimits,
  weights: CostWeights,
): ApolloServerPlugin<GatewayContext> {
  // What is checked follows from these alone: an operation asked again is not looked at again.
  const passed = new LRUCache<string, true>({
    maxSize,
    maxEntrySize,
    sizeCalculation: (_true, key) => key.length,
  })
  return {
    requestDidStart: async () => ({
      didResolveOperation: async (context) => {
        const { operation, contextValue, queryHash, operationName, request } = context
        // Which of its operations the document means is not said; the executor refuses it. What is only rehearsed has
        // passed before, and comes without variables.
        if (operation === undefined || contextValue.rehearsal) return
        const key = JSON.stringify([queryHash, operationName, request.variables])
        if (passed.get(key)) return
        checkShape({ ...context, operation }, limits)
        checkCost({ ...context, operation }, limits, weights)
        passed.set(key, true)
      },
    }),
  }
}

function checkShape({ document, operation }: Resolved, { maxDepth, maxAliases }: OperationLimits): void {
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  )
  const { depth, aliases } = measure(operation, new Map(fragments.map((node) => [node.name.value, node])))
  if (depth > maxDepth) {
    throw refusal(
      'OPERATION_TOO_DEEP',
      `The operation nests fields ${depth} levels deep, the limit is ${maxDepth}: ` +
        'ask for the inner objects in an operation of their own, by id.',
    )
  }
  if (aliases > maxAliases) {
    throw refusal(
      'OPERATION_TOO_MANY_ALIASES',
      `The operation has ${aliases} aliases, the limit is ${maxAliases}: ` +
        'ask for lists instead of single objects, or split it into several operations.',
    )
  }
}

function checkCost(
  { schema, document, operation, request }: Resolved,
  { maxCost }: OperationLimits,
  weights: CostWeights,
): void {
  const operationName = operation.name?.value
  const cost = badValuesRefused(() =>
    costOf({ schema, document, operationName, variables: request.variables ?? {} }, weights),
  )
  if (cost <= maxCost) return
  const counted = Number.isFinite(cost) ? `may return ${cost} objects` : 'selects too much to be counted'
  throw refusal(
    'OPERATION_TOO_COSTLY',
    `The operation ${counted}, the limit is ${maxCost}: ` +
      'ask for shorter pages with "first", nest fewer lists, or split it into several operations.',
  )
}

/** A value the cost cannot be computed with must not be a way round the limit. */
function badValuesRefused<T>(compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    throw refusal('BAD_USER_INPUT', error.message)
  }
}
