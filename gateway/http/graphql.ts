import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { anonymous, type Caller } from '../../platform/caller/caller.js'
import { clientAddress } from '../../platform/http/client-address.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { Recognition, Recognized } from '../caller/recognition.js'
import type { GatewayContext } from '../context.js'
import type { Generations } from '../supergraph/generations.js'
import { chooseCoding, isWorthPacking, packed } from './content-coding.js'
import { fail, failInternally } from './failure-body.js'
import { chooseMediaType, type MediaType, mediaTypes } from './media-type.js'

export const graphqlPath = '/graphql'

export interface Graph {
  enter: Generations['enter']
  recognize: Recognition['recognize']
}

/** Puts the graph on a server, as GraphQL over HTTP has it: POST for every operation, GET for queries. */
export function addGraphqlRoute(server: FastifyInstance, graph: Graph): void {
  // Only JSON is a request here; what Fastify reads as plain text is refused with 415.
  server.removeContentTypeParser('text/plain')
  server.route({
    method: ['GET', 'POST'],
    url: graphqlPath,
    handler: (request, reply) => answer(graph, request, reply),
  })
  server.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: graphqlPath,
    // Before the body is read, so that the method is what is reported.
    onRequest: async (_request, reply) => refuseMethod(reply),
    handler: (_request, reply) => refuseMethod(reply),
  })
}

async function answer({ enter, recognize }: Graph, request: FastifyRequest, reply: FastifyReply) {
  const mediaType = chooseMediaType(request.headers.accept)
  // Apollo Server finds that out after it has executed the operation, which for a mutation is too late.
  if (mediaType === undefined) {
    const message = `The answer can be ${mediaTypes.join(' or ')}; ask for one of them with "accept".`
    return fail(reply, { status: 406, code: 'NOT_ACCEPTABLE', message })
  }
  const recognized = await recognize(request)
  const { generation, leave } = await enter(recognized.caller, () => clientAddress(request))
  const response = await generation.apollo
    .executeHTTPGraphQLRequest({
      httpGraphQLRequest: graphqlRequest(request, mediaType),
      context: async () => contextOf(recognized, request, reply),
    })
    .finally(leave)
  if (response.body.kind !== 'complete') throw new TypeError('The gateway answers in one piece')
  const status = response.status ?? 200
  if (status >= 500) return failInternally(reply)
  for (const [name, value] of response.headers) reply.header(name, value)
  reply.code(status).header('cache-control', 'no-store').type(`${mediaType}; charset=utf-8`)
  return send(reply, response.body.string, recognized.caller)
}

/**
 * Sends a text, packed where that pays and the client can unpack it. Only to who is nobody: how long an answer is when
 * it is packed tells something of what is in it, and what nobody may read alone must not be found out that way (BREACH).
 */
async function send(reply: FastifyReply, text: string, caller: Caller): Promise<FastifyReply> {
  if (caller !== anonymous || !isWorthPacking(text)) return reply.send(text)
  const coding = chooseCoding(reply.request.headers['accept-encoding'])
  reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].flat().filter(Boolean).join(', '))
  if (coding === undefined) return reply.send(text)
  return reply.header('content-encoding', coding).send(await packed(text, coding))
}

/** Headers that Apollo Server reads, to find out whether a foreign page may have made a browser send the request. */
const readHeaders = ['content-type', 'x-apollo-operation-name', 'apollo-require-preflight']

function graphqlRequest(request: FastifyRequest, mediaType: MediaType): HTTPGraphQLRequest {
  const headers = new HeaderMap()
  for (const name of readHeaders) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, String(value))
  }
  // One negotiation: Apollo Server and the status codes follow the one above. What they do without a word needs none.
  if (mediaType !== 'application/json') headers.set('accept', mediaType)
  const isPost = request.method === 'POST'
  return {
    // A HEAD request is a GET whose body Node leaves out (RFC 9110, 9.3.2).
    method: isPost ? 'POST' : 'GET',
    headers,
    search: isPost ? '' : new URL(request.url, 'http://localhost').search,
    body: request.body,
  }
}

function contextOf(
  { caller, forget }: Recognized,
  request: FastifyRequest,
  reply: FastifyReply,
): GatewayContext {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return {
    caller,
    forgetCaller: forget,
    requestId: request.id,
    logger: request.log as Logger,
    signal: gone.signal,
  }
}

function refuseMethod(reply: FastifyReply): FastifyReply {
  const message = 'The graph takes POST, and GET for queries.'
  return fail(reply.header('allow', 'GET, POST'), { status: 405, code: 'METHOD_NOT_ALLOWED', message })
}
