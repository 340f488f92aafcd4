import { createHash } from 'node:crypto'
import type { GatewayExecutionResult, GatewayExecutor } from '@apollo/server-gateway-interface'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  getVariableValues,
  print,
} from 'graphql'
import type { GatewayContext } from '../context.js'
import type { AskedOperation } from '../policy/operation.js'
import { type Answer, withNulls } from '../policy/protection/with-nulls.js'
import { withoutForbidden } from '../policy/protection/without-forbidden.js'
import type { LoadedSupergraph } from '../supergraph/supergraph.js'
import type { Sources } from './fetches/run.js'
import { JsonText } from './json-text.js'
import { createPrograms } from './programs.js'
import type { WrittenResponse } from './response/compile-response.js'

/**
 * Executes operations over one supergraph: checks variables, leaves out what the caller may not see, compiles (once for
 * each operation), asks the subgraphs, and writes the answer; its data is a `JsonText`. Who only rehearses (see
 * `GatewayContext`) gets a program made and nothing asked.
 */
export function createExecutor(supergraph: LoadedSupergraph, sources: Sources): GatewayExecutor {
  const { schema, rules } = supergraph
  const programs = createPrograms(supergraph)

  return async (request) => {
    const { document, queryHash } = request
    const context = request.context as GatewayContext
    const { operationName, variables: sent = {} } = request.request
    const key = `${queryHash} ${operationName ?? ''}`
    if (context.rehearsal) {
      await programs.of(key, document, operationName)
      return { data: null }
    }
    const asked = { schema, document, operationName, variables: sent }
    const { coerced: values, errors } = valuesOf(asked)
    if (values === undefined) return { errors }

    const execute = async (executed: DocumentNode, key: string) => {
      const program = await programs.of(key, executed, operationName)
      return program.run({ variables: { sent, values }, sources, context })
    }
    const permitted = withoutForbidden(asked, rules, context.caller)
    if (permitted.forbidden.length === 0) return resultOf(await execute(document, key))
    const answer =
      permitted.document === null
        ? {}
        : answerOf(await execute(permitted.document, sha256(print(permitted.document))))
    const { data, errors: all = [] } = withNulls(answer, asked, permitted)
    return { data: data ?? null, errors: all.map(graphqlError) }
  }
}

function valuesOf({ schema, document, operationName, variables }: AskedOperation) {
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {}
  return variableDefinitions.length === 0
    ? { coerced: {} }
    : getVariableValues(schema, variableDefinitions, variables)
}

function resultOf({ text, errors }: WrittenResponse): GatewayExecutionResult {
  const data = text === 'null' ? null : new JsonText(text)
  return errors.length === 0 ? { data } : { data, errors: errors.map(graphqlError) }
}

function answerOf({ text, errors }: WrittenResponse): Answer {
  return { data: JSON.parse(text), errors }
}

function graphqlError(error: GraphQLFormattedError): GraphQLError {
  if (error instanceof GraphQLError) return error
  const { message, path, extensions } = error
  return new GraphQLError(message, { path, extensions })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
