import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Credential, type Standing, standingRequest } from '../../../platform/caller/standing.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { type ChangeListener, listenForChanges } from './change-listener.js'
import { demandGateway } from './gateway-only.js'
import { standingOfKey, standingOfSession } from './standing.queries.js'

/** Bytes a gateway that reads too slowly may fall behind; it then begins anew. */
const mostBacklogBytes = 1024 * 1024

/** Finds the session a Cookie header belongs to; null if none, or one that is over. */
export type SessionOfCookie = (cookie: string) => Promise<string | null>

/** Puts on a server what gateways ask: what a credential is worth, and when that changes. */
export function addStandingEndpoints(
  server: FastifyInstance,
  parts: ServiceParts,
  sessionOfCookie: SessionOfCookie,
): void {
  const { config, database, logger, clock } = parts

  async function standingOf({ kind, value }: Credential): Promise<Standing | null> {
    if (kind === 'key') return standingOfKey(database, value, clock())
    const sessionId = kind === 'session' ? value : await sessionOfCookie(value)
    return sessionId === null ? null : standingOfSession(database, sessionId, clock())
  }

  const onlyGateways = {
    onRequest: (request: FastifyRequest) => demandGateway(request, parts),
    errorHandler: refuse,
  }
  server.post('/standings', onlyGateways, async (request) => {
    const body = standingRequest.safeParse(request.body)
    if (!body.success) throw new HubError('BAD_REQUEST', 'The body is no credential.')
    return { standing: await standingOf(body.data.credential) }
  })

  const changes = listenForChanges(serviceDatabaseUrl('identity', config), logger)
  server.get('/standings/changes', onlyGateways, async (_request, reply) => {
    if (!changes.listening())
      throw new HubError('IDENTITY_UNAVAILABLE', 'Changes cannot be followed at the moment: ask again.')
    return reply.type('application/x-ndjson').send(streamOf(changes))
  })
  // Streams never end by themselves, and a server waits for its answers before it closes.
  server.addHook('preClose', () => changes.close())
}

function streamOf(changes: ChangeListener): PassThrough {
  const stream = new PassThrough()
  const write = (line: object) => {
    if (stream.writableLength > mostBacklogBytes) stream.destroy()
    else stream.write(`${JSON.stringify(line)}\n`)
  }
  const unfollow = changes.follow({ changed: write, ended: () => stream.end() })
  stream.on('close', unfollow)
  write({ kind: 'start' })
  return stream
}

const statusCodes: Partial<Record<string, number>> = {
  CALLER_REFUSED: 401,
  BAD_REQUEST: 400,
  IDENTITY_UNAVAILABLE: 503,
}

function refuse(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const status = error instanceof HubError ? statusCodes[error.code] : undefined
  if (!(error instanceof HubError) || status === undefined) throw error
  request.log.warn(error.message)
  reply.code(status).send({ errors: [{ message: error.message, extensions: { code: error.code } }] })
}
