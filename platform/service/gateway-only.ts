import type { FastifyReply, FastifyRequest } from 'fastify'
import { systemCaller } from '../caller/caller.js'
import { HubError } from '../errors/hub-error.js'
import type { ServiceParts } from './definition.js'

const bearer = 'Bearer '
const gateway = systemCaller('gateway').subject

type Verifying = Pick<ServiceParts, 'verifyCaller' | 'clock'>

/** Whether a token was signed by the gateway for itself, and not for somebody it asks for. */
export async function isGateway(token: string, { verifyCaller, clock }: Verifying): Promise<boolean> {
  try {
    return (await verifyCaller(token, clock())).subject === gateway
  } catch (error) {
    if (error instanceof HubError && error.code === 'CALLER_REFUSED') return false
    throw error
  }
}

/** Options of a route that is for gateways alone: everybody else is refused before the body is read. */
export function onlyGateways(parts: Verifying) {
  return {
    onRequest: (request: FastifyRequest) => demandGateway(request, parts),
    errorHandler: refuse,
  }
}

/** @throws HubError CALLER_REFUSED for everybody but a gateway */
async function demandGateway(request: FastifyRequest, parts: Verifying): Promise<void> {
  const { authorization } = request.headers
  if (authorization?.startsWith(bearer) && (await isGateway(authorization.slice(bearer.length), parts)))
    return
  throw new HubError('CALLER_REFUSED', 'This is for the gateway: the request carries no token of it.')
}

const statusCodes: Partial<Record<string, number>> = {
  CALLER_REFUSED: 401,
  BAD_REQUEST: 400,
  NOT_FOUND: 404,
  IDENTITY_UNAVAILABLE: 503,
  DATABASE_UNAVAILABLE: 503,
}

function refuse(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const status = error instanceof HubError ? statusCodes[error.code] : undefined
  if (!(error instanceof HubError) || status === undefined) throw error
  request.log.warn(error.message)
  reply.code(status).send({ errors: [{ message: error.message, extensions: { code: error.code } }] })
}
