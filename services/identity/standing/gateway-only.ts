import type { FastifyRequest } from 'fastify'
import { systemCaller } from '../../../platform/caller/caller.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { ServiceParts } from '../../../platform/service/definition.js'

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

/** Lets requests of the gateway pass. @throws HubError CALLER_REFUSED for everybody else */
export async function demandGateway(request: FastifyRequest, parts: Verifying): Promise<void> {
  const { authorization } = request.headers
  if (authorization?.startsWith(bearer) && (await isGateway(authorization.slice(bearer.length), parts)))
    return
  throw new HubError('CALLER_REFUSED', 'This is for the gateway: the request carries no token of it.')
}
