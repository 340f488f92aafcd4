import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { RegistryChange } from '../../../../platform/registry/release.js'
import { addChangeStream } from '../../../../platform/service/change-stream.js'
import type { ServiceParts } from '../../../../platform/service/definition.js'
import { onlyGateways } from '../../../../platform/service/gateway-only.js'
import { newestRelease } from './release.queries.js'

/** Puts on a server what gateways ask of the registry: the newest release, its supergraphs, and what is new. */
export function addReleaseEndpoints(server: FastifyInstance, parts: ServiceParts): void {
  const { database } = parts
  const forGateways = onlyGateways(parts)

  server.get('/registry/release', forGateways, async () => {
    const release = await newestRelease(database)
    if (release === null) throw new HubError('NOT_FOUND', 'There is no release yet: ask again.')
    const { number, shares, sandboxes } = release
    return { number, shares, sandboxes }
  })

  server.get<{ Params: { hash: string } }>(
    '/registry/supergraphs/:hash',
    forGateways,
    async ({ params: { hash } }, reply) => {
      const [found] = await database.rows<{ text: string }>(
        sql`select text from city.supergraph where hash = ${hash}`,
      )
      if (found === undefined) throw new HubError('NOT_FOUND', `There is no supergraph ${hash}.`)
      return reply.type('application/graphql; charset=utf-8').send(found.text)
    },
  )

  addChangeStream(server, parts, {
    service: 'city',
    path: '/registry/changes',
    channel: 'city_registry',
    read: changeOf,
    what: 'changes of the registry',
    unavailable: 'DATABASE_UNAVAILABLE',
  })
}

/** What the database notifies, as gateways are told. */
function changeOf(payload: string): RegistryChange | null {
  if (payload === 'operations') return { kind: 'operations' }
  const number = /^release:(\d+)$/.exec(payload)?.[1]
  return number === undefined ? null : { kind: 'release', number: Number(number) }
}
