import replyFrom from '@fastify/reply-from'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../platform/config/config.js'
import { messageOf } from '../../platform/errors/hub-error.js'
import { clientAddress } from '../../platform/http/client-address.js'
import type { Recognition } from '../caller/recognition.js'
import type { CallerTokens } from '../caller/tokens.js'
import { gatewayCaller } from '../service/connection.js'
import { fail } from './failure-body.js'
import { forwardedRequest, forwardedResponse } from './proxied-headers.js'
import { isPlainTarget } from './proxied-path.js'
import { answerUnavailable } from './unavailable.js'

interface Door {
  path: string
  service: 'identity' | 'city'
  /** Whether these are files that are not for everybody, whose service is told who asks as the graph tells it. */
  downloads?: boolean
}

/**
 * What lies beside the graph, and whose it is: accounts and sign-in; feeds, and the ends of subscriptions; tables for
 * those who may read them.
 */
const doors: readonly Door[] = [
  { path: '/auth', service: 'identity' },
  { path: '/account', service: 'identity' },
  { path: '/feeds', service: 'city' },
  { path: '/interests', service: 'city' },
  { path: '/exports', service: 'city', downloads: true },
]

/** Forms and small JSON, bytes. */
const bodyLimitBytes = 64 * 1024

/** Most connections to one service for this; more requests wait. */
const maxConnections = 32

export interface ProxyOptions {
  subgraphs: Config['subgraphs']
  /** For a service to begin its answer, and between two parts of it, ms. */
  timeoutMs: number
  tokenFor: CallerTokens
  recognize: Recognition['recognize']
}

/**
 * Makes the gateway the one door: what services offer beside the graph is reached through it, and nothing else of
 * them. A service is told the client's address, and by a token of the gateway that it may believe that.
 */
export async function addProxies(server: FastifyInstance, options: ProxyOptions): Promise<void> {
  await server.register(async (proxied) => {
    await proxied.register(replyFrom, {
      disableCache: true,
      disableRequestLogging: true,
      destroyAgent: true,
      // Unless told, the package checks no certificates.
      undici: { connections: maxConnections, connect: { rejectUnauthorized: true } },
    })
    // Bodies go on as they came, forms as well as JSON.
    proxied.removeAllContentTypeParsers()
    proxied.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    )
    for (const door of doors) {
      for (const url of [door.path, `${door.path}/*`]) {
        proxied.route({
          method: door.downloads ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST'],
          url,
          bodyLimit: bodyLimitBytes,
          handler: (request, reply) => passOn(door, options, request, reply),
        })
      }
    }
  })
}

async function passOn(
  door: Door,
  options: ProxyOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { path, service } = door
  const { subgraphs, timeoutMs } = options
  if (!isPlainTarget(request.url, path)) {
    const message = `Below ${path} there are only plain paths: no percent-encoding, no "..", no empty parts.`
    return fail(reply, { status: 400, code: 'BAD_REQUEST', message })
  }
  const own = await hubHeaders(door, options, request)
  const { body } = request
  const contentType = request.headers['content-type'] ?? 'application/octet-stream'
  return reply.from(undefined, {
    getUpstream: () => new URL(subgraphs[service].url).origin,
    timeout: timeoutMs,
    // What could not be answered once is the client's to ask again.
    retryDelay: () => null,
    ...(Buffer.isBuffer(body) ? { body, contentType } : {}),
    rewriteRequestHeaders: (_request, headers) => ({
      ...forwardedRequest(headers, service === 'identity'),
      ...own,
    }),
    rewriteHeaders: (headers) => ({
      // Who is signed in is nobody else's to see; what may be kept says so itself.
      ...(service === 'identity' ? { 'cache-control': 'no-store' } : {}),
      ...forwardedResponse(headers, reply.getHeader('vary')?.toString()),
    }),
    onError: (_reply, { error }) => {
      request.log.warn({ service, cause: messageOf(error.cause ?? error) }, `${service} could not be used`)
      answerUnavailable(service, request, reply)
    },
  })
}

/**
 * What the gateway says of a client. Whoever says the same without its token is not believed.
 *
 * @throws HubError as `recognize`, where it matters who the client is
 */
async function hubHeaders(
  { service, downloads }: Door,
  { tokenFor, recognize }: ProxyOptions,
  request: FastifyRequest,
): Promise<Record<string, string>> {
  const said = {
    'x-request-id': request.id,
    'x-client-address': clientAddress(request),
    // The service's own host is in `host`, by which proxies between the two may choose it.
    'x-client-host': request.headers.host ?? '',
    'x-gateway-token': await tokenFor(gatewayCaller, service),
  }
  if (!downloads) return said
  const { caller } = await recognize(request, 'DOWNLOAD')
  return { ...said, authorization: `Bearer ${await tokenFor(caller, service)}` }
}
