import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type DocumentNode, GraphQLError, type ParseOptions, parse, type Source, validate } from 'graphql'
import { createHandler } from 'graphql-http/lib/use/fastify'
import { LRUCache } from 'lru-cache'
import type { Caller } from '../caller/caller.js'
import type { CallerVerifier } from '../caller/token.js'
import type { Config } from '../config/config.js'
import type { Database } from '../database/database.js'
import { isDatabaseAway } from '../database/failure.js'
import { HubError } from '../errors/hub-error.js'
import type { Logger } from '../telemetry/logger.js'
import { withBatches } from './batch.js'
import type { SubgraphContext } from './context.js'
import type { Subgraph } from './subgraph.js'

export interface EndpointOptions {
  subgraph: Subgraph
  config: Config
  database: Database
  verifyCaller: CallerVerifier
  clock: () => Date
}

const bearer = 'Bearer '

/** SQLSTATE of a text PostgreSQL cannot hold: the one with a NUL in it. */
const characterNotInRepertoire = '22021'

/** Distinct operations the gateway's plans lead to; each is parsed and validated once. */
const cachedOperations = 2_000

/** Puts `POST /graphql` on a server: GraphQL for the gateway, and for nobody without its token. */
export function addSubgraphEndpoint(server: FastifyInstance, options: EndpointOptions): void {
  const { subgraph, config, database, verifyCaller, clock } = options
  const callers = new WeakMap<FastifyRequest, Caller>()
  const documents = new LRUCache<string, DocumentNode>({ max: cachedOperations })
  const validated = new WeakSet<DocumentNode>()

  const handler = createHandler<SubgraphContext & Record<PropertyKey, unknown>>({
    schema: subgraph.schema,
    parse: (source: string | Source, parseOptions?: ParseOptions) => {
      const text = typeof source === 'string' ? source : source.body
      const document = documents.get(text) ?? parse(source, parseOptions)
      documents.set(text, document)
      return document
    },
    validate: (schema, document, ...rest) => {
      if (validated.has(document)) return []
      const problems = validate(schema, document, ...rest)
      if (problems.length === 0) validated.add(document)
      return problems
    },
    context: (request) => {
      const caller = callers.get(request.raw)
      if (caller === undefined) throw new TypeError('A request reached the graph without a caller')
      const { log, id } = request.raw
      return {
        ...withBatches({ caller, config, database, logger: log as Logger, requestId: id, now: clock() }),
      }
    },
    formatError: (error) => formatError(error),
  })

  server.route({
    method: 'POST',
    url: '/graphql',
    onRequest: async (request) => {
      callers.set(request, await verifyCaller(tokenOf(request), clock()))
    },
    handler: (request, reply) => handler.call(server, request, reply),
    errorHandler: (error, request, reply) => {
      if (error instanceof HubError && error.code === 'CALLER_REFUSED') {
        request.log.warn(error.message)
        return reply
          .code(401)
          .send({ errors: [{ message: error.message, extensions: { code: error.code } }] })
      }
      throw error
    },
  })

  function formatError(error: Readonly<GraphQLError | Error>): GraphQLError {
    const cause = error instanceof GraphQLError ? error.originalError : error
    if (cause instanceof HubError) return withCode(error, cause.message, cause.code, cause.details)
    if (sqlState(cause) === characterNotInRepertoire) {
      return withCode(
        error,
        'An argument holds the character U+0000, which no text here can hold.',
        'BAD_USER_INPUT',
      )
    }
    if (isDatabaseAway(thrown(cause))) {
      server.log.error({ error: String(cause) }, 'the database does not answer')
      return withCode(
        error,
        'The database does not answer at the moment. Try again soon; a change with the same idempotency key.',
        'DATABASE_UNAVAILABLE',
      )
    }
    if (error instanceof GraphQLError && (cause === undefined || cause instanceof GraphQLError)) return error
    server.log.error({ error: cause?.stack ?? String(error) }, 'a resolver failed')
    return withCode(
      error,
      'Something failed on our side; the log has it under the request id.',
      'INTERNAL_SERVER_ERROR',
    )
  }
}

/** graphql-js wraps what is no Error in its eyes, such as a socket's where Node runs several realms. */
function thrown(cause: unknown): unknown {
  return (cause as { thrownValue?: unknown } | undefined)?.thrownValue ?? cause
}

function sqlState(error: unknown): unknown {
  return (error as { code?: unknown } | undefined)?.code
}

function withCode(
  error: Readonly<GraphQLError | Error>,
  message: string,
  code: string,
  details: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  const { nodes, path } = error instanceof GraphQLError ? error : { nodes: null, path: null }
  return new GraphQLError(message, { nodes, path, extensions: { ...details, code } })
}

function tokenOf(request: FastifyRequest): string {
  const header = request.headers.authorization
  if (header?.startsWith(bearer)) return header.slice(bearer.length)
  throw new HubError(
    'CALLER_REFUSED',
    'This subgraph answers the gateway only: the request carries no caller token.',
  )
}
