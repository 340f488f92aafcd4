import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../../platform/errors/codes.js'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import { internalMessage } from '../server/client-errors.js'

/** What is wrong with a request as HTTP, before it is GraphQL: the reason phrases of RFC 9110 as codes. */
export type HttpCode = Extract<
  ErrorCode,
  'BAD_REQUEST' | 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'NOT_ACCEPTABLE' | 'UNSUPPORTED_MEDIA_TYPE'
>

/** Why a request that shows a credential is not even looked at. */
type RefusalCode = Extract<ErrorCode, 'CREDENTIAL_REFUSED' | 'IDENTITY_UNAVAILABLE'>

type FailureCode =
  | HttpCode
  | RefusalCode
  | Extract<ErrorCode, 'SUBGRAPH_UNAVAILABLE' | 'REQUEST_TOO_LARGE' | 'INTERNAL_SERVER_ERROR'>

interface Failure {
  status: number
  code: FailureCode
  message: string
}

/** Answers with an error in the shape of a GraphQL response, so that clients read every failure in one way. */
export function fail(reply: FastifyReply, { status, code, message }: Failure): FastifyReply {
  const requestId = code === 'INTERNAL_SERVER_ERROR' ? { requestId: reply.request.id } : {}
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code, ...requestId } }] })
}

export function failInternally(reply: FastifyReply): FastifyReply {
  return fail(reply, { status: 500, code: 'INTERNAL_SERVER_ERROR', message: internalMessage })
}

/** Gives unknown paths and requests that fail outside the graph that shape: 404, 413, 415, 400, 401, 503, 500. */
export function answerFailures(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) =>
    fail(reply, {
      status: 404,
      code: 'NOT_FOUND',
      message: `There is no ${request.method} ${pathOf(request)} here; the graph is at /graphql, a guide at /.`,
    }),
  )
  server.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    if (error instanceof HubError && error.code in refusals) return refuse(reply, error)
    const { statusCode: status = 500 } = error
    const { bodyLimit } = request.routeOptions
    if (status < 500) return fail(reply, clientFailure(status, error.message, bodyLimit))
    request.log.error({ error: error.stack }, 'a request failed unexpectedly')
    return failInternally(reply)
  })
}

/** Status and headers: RFC 9110, 15.5.2 and 15.6.4; RFC 6750, 3. */
const refusals: Record<RefusalCode, { status: number; headers: Record<string, string> }> = {
  CREDENTIAL_REFUSED: { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
  IDENTITY_UNAVAILABLE: { status: 503, headers: { 'retry-after': '5' } },
}

function refuse(reply: FastifyReply, { code, message, cause }: HubError): FastifyReply {
  const { status, headers } = refusals[code as RefusalCode]
  if (status >= 500) reply.request.log.warn({ code, cause: messageOf(cause) }, 'a request was turned away')
  return fail(reply.headers(headers), { status, code: code as RefusalCode, message })
}

function clientFailure(status: number, reason: string, bodyLimit: number): Failure {
  if (status === 413) {
    const message = `The request body is larger than the limit of ${bodyLimit} bytes: send less at once.`
    return { status, code: 'REQUEST_TOO_LARGE', message }
  }
  if (status === 415) {
    return {
      status,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'Send the body as "content-type: application/json".',
    }
  }
  return { status, code: 'BAD_REQUEST', message: `The request cannot be read: ${reason}` }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url
}
