import type { FastifyInstance } from 'fastify'
import type { PartnerKeys } from '../partner/signing/keys.js'
import { fail } from './failure-body.js'

export interface PublishedPartnerKeys {
  keys: PartnerKeys
  /** How many signing keys a partner has had; undefined for who is none. */
  generationOf(partner: string): number | undefined
}

/** How long partners may keep the keys, seconds; both of a rotation are published, so none is missed. */
const keptSeconds = 300

/**
 * Serves `/partners/<name>/jwks.json` (RFC 7517): the public halves of the key with which the gateway signs its
 * requests to that partner, and of the one before it, for requests that are on their way while it changes.
 */
export function addPartnerKeys(server: FastifyInstance, { keys, generationOf }: PublishedPartnerKeys): void {
  server.get<{ Params: { name: string } }>('/partners/:name/jwks.json', async (request, reply) => {
    const { name } = request.params
    const generation = generationOf(name)
    if (generation === undefined) {
      const message = 'No partner of that name has a subgraph here.'
      return fail(reply, { status: 404, code: 'NOT_FOUND', message })
    }
    const generations = [generation, generation - 1].filter((each) => each > 0)
    const published = await Promise.all(generations.map(async (each) => (await keys(name, each)).published))
    return reply
      .headers({ 'cache-control': `public, max-age=${keptSeconds}` })
      .type('application/jwk-set+json')
      .send({ keys: published })
  })
}
