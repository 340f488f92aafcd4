import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { HubError, messageOf } from '../errors/hub-error.js'
import type { Logger } from '../telemetry/logger.js'
import { trustedProxies } from './client-address.js'

/** Request ids that other programs may choose: long enough for a UUID or a trace id, safe in a log line. */
const requestIdPattern = /^[\w.-]{8,64}$/

export interface ServerOptions {
  logger: Logger
  bodyLimitBytes: number
  /** Time a client may take to send its whole request, ms. */
  requestTimeoutMs: number
  /** Addresses of proxies whose word about a client's address is believed; none unless said. */
  trustedProxies?: readonly string[]
  /** Whether the process can do its work now; a reason if it cannot. */
  ready: () => Promise<{ ok: true } | { ok: false; reason: string }>
}

/**
 * An HTTP server with what every process has: request ids, an access log line, `/healthz` (the process lives),
 * `/readyz` (it can do its work), and a close that lets running requests end.
 *
 * @throws HubError CONFIG_INVALID if a trusted proxy is no address
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const server = Fastify({
    // Fastify itself speaks up only when something is wrong; who listens where is said once for the whole hub.
    loggerInstance: quieter(options.logger) as FastifyBaseLogger,
    childLoggerFactory: (_logger, bindings, childOptions) => options.logger.child(bindings, childOptions),
    requestIdHeader: false,
    genReqId: (request) => acceptedRequestId(request.headers['x-request-id']) ?? randomUUID(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: options.bodyLimitBytes,
    requestTimeout: options.requestTimeoutMs,
    trustProxy: trustedProxies(options.trustedProxies ?? []),
    keepAliveTimeout: 75_000,
    // Idle keep-alive connections are ended at once, busy ones after their answer.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  })
  let closing = false
  server.addHook('preClose', async () => {
    closing = true
  })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  server.addHook('onSend', async (_request, reply) => {
    // Else a connection that was busy when the close began would live until its keep-alive runs out.
    if (closing) reply.header('connection', 'close')
  })
  server.addHook('onResponse', async (request, reply) => {
    if (request.url === '/healthz' || request.url === '/readyz') return
    const milliseconds = Math.round(reply.elapsedTime)
    request.log.info(
      { milliseconds, status: reply.statusCode },
      `${request.method} ${request.routeOptions.url ?? '(no such path)'} ${reply.statusCode} in ${milliseconds} ms`,
    )
  })
  server.get('/healthz', async () => ({ status: 'ok' }))
  server.get('/readyz', async (_request, reply) => {
    const state = closing ? { ok: false as const, reason: 'is stopping' } : await options.ready()
    if (state.ok) return { status: 'ready' }
    return reply.code(503).send({ status: 'not ready', reason: state.reason })
  })
  return server
}

/**
 * Starts listening.
 *
 * @returns the address, with the real port where 0 was asked for
 * @throws HubError PORT_IN_USE with the setting to change
 */
export async function listen(
  server: FastifyInstance,
  { host, port, setting }: { host: string; port: number; setting: string },
): Promise<string> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new HubError(
        'PORT_IN_USE',
        `Port ${port} on ${host} is in use by another program: end that program, or set ${setting} to a free port.`,
        { cause: error },
      )
    }
    throw new HubError(
      'PORT_IN_USE',
      `Cannot listen on ${host}:${port} (${messageOf(error)}): set ${setting}.`,
      {
        cause: error,
      },
    )
  }
  const address = server.server.address() as AddressInfo
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${shownHost}:${address.port}`
}

function acceptedRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && requestIdPattern.test(header) ? header : undefined
}

function quieter(logger: Logger): Logger {
  return logger.isLevelEnabled('warn') ? logger.child({}, { level: 'warn' }) : logger
}
