import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { isGateway } from '../../../platform/service/gateway-only.js'

type Verifying = Pick<ServiceParts, 'verifyCaller' | 'clock'>

/**
 * Address of the client: what the gateway says, where the request carries its token; else whoever is connected.
 * Anybody else may write the header `x-client-address` too, and is not believed.
 */
export async function clientAddress(request: FastifyRequest, parts: Verifying): Promise<string> {
  const said = await saidByGateway(request, 'x-client-address', parts)
  return said !== undefined && isIP(said) ? said : request.ip
}

/** Name under which the client reached the hub, without the port; empty where the gateway does not say it. */
export async function clientHost(request: FastifyRequest, parts: Verifying): Promise<string> {
  if (request.headers['x-gateway-token'] === undefined) return request.hostname
  const said = await saidByGateway(request, 'x-client-host', parts)
  return said?.replace(/:\d*$/, '') ?? ''
}

async function saidByGateway(
  { headers }: FastifyRequest,
  name: string,
  parts: Verifying,
): Promise<string | undefined> {
  const { 'x-gateway-token': token, [name]: said } = headers
  if (typeof token !== 'string' || typeof said !== 'string') return undefined
  return (await isGateway(token, parts)) ? said : undefined
}
