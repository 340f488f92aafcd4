import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../../platform/errors/codes.js'
import { internalMessage } from '../execution/client-errors.js'

/** What is wrong with a request as HTTP, before it is GraphQL: the reason phrases of RFC 9110 as codes. */
export type HttpCode = Extract<
  ErrorCode,
  'BAD_REQUEST' | 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'NOT_ACCEPTABLE' | 'UNSUPPORTED_MEDIA_TYPE'
>

type FailureCode = HttpCode | Extract<ErrorCode, 'REQUEST_TOO_LARGE' | 'INTERNAL_SERVER_ERROR'>

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

/** Gives unknown paths and requests that fail outside a handler that shape: 404, 413, 415, 400, 500. */
export function answerFailures(server: FastifyInstance, bodyLimitBytes: number): void {
  server.setNotFoundHandler((request, reply) =>
    fail(reply, {
      status: 404,
      code: 'NOT_FOUND',
      message: `There is no ${request.method} ${pathOf(request)} here; the graph is at /graphql, a guide at /.`,
    }),
  )
  server.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const { statusCode: status = 500 } = error
    if (status < 500) return fail(reply, clientFailure(status, error.message, bodyLimitBytes))
    request.log.error({ error: error.stack }, 'a request failed unexpectedly')
    return failInternally(reply)
  })
}

function clientFailure(status: number, reason: string, bodyLimitBytes: number): Failure {
  if (status === 413) {
    const message = `The request body is larger than the limit of ${bodyLimitBytes} bytes: send less at once.`
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
