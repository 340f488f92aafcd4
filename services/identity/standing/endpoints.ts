import type { FastifyInstance } from 'fastify'
import {
  type Credential,
  type Standing,
  standingChange,
  standingRequest,
} from '../../../platform/caller/standing.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { addChangeStream } from '../../../platform/service/change-stream.js'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { onlyGateways } from '../../../platform/service/gateway-only.js'
import { standingOfKey, standingOfSession } from './standing.queries.js'

/** Finds the session a Cookie header belongs to; null if none, or one that is over. */
export type SessionOfCookie = (cookie: string) => Promise<string | null>

/** Puts on a server what gateways ask: what a credential is worth, and when that changes. */
export function addStandingEndpoints(
  server: FastifyInstance,
  parts: ServiceParts,
  sessionOfCookie: SessionOfCookie,
): void {
  const { database, clock } = parts

  async function standingOf({ kind, value }: Credential): Promise<Standing | null> {
    if (kind === 'key') return standingOfKey(database, value, clock())
    const sessionId = kind === 'session' ? value : await sessionOfCookie(value)
    return sessionId === null ? null : standingOfSession(database, sessionId, clock())
  }

  server.post('/standings', onlyGateways(parts), async (request) => {
    const body = standingRequest.safeParse(request.body)
    if (!body.success) throw new HubError('BAD_REQUEST', 'The body is no credential.')
    return { standing: await standingOf(body.data.credential) }
  })

  addChangeStream(server, parts, {
    service: 'identity',
    path: '/standings/changes',
    channel: 'identity_standing',
    read: (payload) => standingChange.safeParse(JSON.parse(payload || 'null')).data ?? null,
    what: 'changes of standings',
    unavailable: 'IDENTITY_UNAVAILABLE',
  })
}
