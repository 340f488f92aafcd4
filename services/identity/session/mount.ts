import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { messageOf } from '../../../platform/errors/hub-error.js'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { clientAddress } from '../limit/client-address.js'
import { authPath } from './auth.js'
import type { SignIn } from './sign-in.js'

/** Largest body people's programs have reason to send here, bytes. */
const bodyLimit = 64 * 1024

/** What a provider is needed for. */
const providerPaths = /^\/auth\/(sign-in\/social|callback\/)/

/** Headers of a request that better-auth looks at; what it must not believe is left out. */
const passedHeaders = [
  'accept',
  'authorization',
  'content-type',
  'cookie',
  'origin',
  'referer',
  'user-agent',
] as const

/** What browsers say about where a request comes from (Fetch Metadata), all or none of it. */
const fetchMetadata = ['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'] as const

type Parts = Pick<ServiceParts, 'config' | 'verifyCaller' | 'clock'>

/** Headers for better-auth: those it may look at, and the address we believe the client has. */
export async function authHeaders(request: FastifyRequest, parts: Parts): Promise<Headers> {
  const headers = new Headers({ 'x-client-address': await clientAddress(request, parts) })
  // Node's own fetch says a mode and nothing else; it is no browser, and has no page it could come from.
  const metadata = request.headers['sec-fetch-site'] === undefined ? [] : fetchMetadata
  for (const name of [...passedHeaders, ...metadata]) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

/** Puts the endpoints of better-auth on a server, below `/auth`. */
export async function mountAuth(server: FastifyInstance, signIn: SignIn, parts: Parts): Promise<void> {
  await server.register(async (scope) => {
    // Bodies are read by better-auth, whatever they are.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit },
      async (_request: unknown, body: Buffer) => body,
    )
    scope.setErrorHandler(failed)
    scope.route({
      method: ['GET', 'POST'],
      url: `${authPath}/*`,
      async handler(request, reply) {
        if (providerPaths.test(request.url)) await signIn.findProviders()
        const response = await signIn.handle(
          new Request(new URL(request.url, parts.config.publicUrl), {
            method: request.method,
            headers: await authHeaders(request, parts),
            body: request.method === 'POST' ? ((request.body as Buffer | undefined) ?? null) : null,
          }),
        )
        return answer(reply, response)
      },
    })
  })
}

/** Answers for a request that failed. Only the reason is logged, for the address may hold a token. */
function failed(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status < 500) return reply.code(status).send({ code: 'BAD_REQUEST', message: messageOf(error) })
  request.log.error({ error: messageOf(error) }, 'a request for accounts failed')
  const message = 'Something failed on our side; the log has it under the request id.'
  return reply.code(status).send({ code: 'INTERNAL_SERVER_ERROR', message })
}

/** Gives a response of better-auth to the client. */
async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  passCookies(reply, response)
  const tooMany = tooManyRequests(response)
  if (tooMany !== undefined)
    return reply.type('application/json').header('retry-after', tooMany.retryAfter).send(tooMany.body)
  return reply.send(Buffer.from(await response.arrayBuffer()))
}

/** Gives the cookies of a response on. */
export function passCookies(reply: FastifyReply, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
}

/** What better-auth's own limits lack: our code, and the standard's header (RFC 9110, 10.2.3). */
function tooManyRequests({ status, headers }: Response) {
  const retryAfter = headers.get('x-retry-after')
  if (status !== 429 || retryAfter === null) return undefined
  const message = `Too many requests from your address: try again in ${retryAfter} seconds.`
  return { retryAfter, body: { code: 'TOO_MANY_REQUESTS', message } }
}
