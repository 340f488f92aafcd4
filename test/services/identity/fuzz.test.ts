import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import type { Caller } from '../../../platform/caller/caller.js'
import { buildSubgraph } from '../../../platform/graph/subgraph.js'
import { identity } from '../../../services/identity/service.js'
import { fuzz } from '../../kit/fuzz.js'
import { type RunningService, startService } from '../../kit/service.js'
import { peopleOf } from './people.js'

const now = new Date('2026-11-23T07:00:00Z')
const { schema } = buildSubgraph(identity.graph)
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {})
/** The same seed makes the same calls. */
const seed = 20_220_186
const calls = 1_000
const organizations = ['org-radkreis', 'org-klimawerk']

let service: RunningService
let owner: pg.Client
let caller: Caller
let ids: string[]
beforeAll(async () => {
  service = await startService(identity, { now })
  owner = new pg.Client({ connectionString: service.config.database.url })
  await owner.connect()
  const people = peopleOf(service)
  const [anna, ben] = await Promise.all([people.person('Anna'), people.person('Ben')])
  for (const organization of organizations) {
    await people.joins(anna, organization, 'OWNER')
    await people.joins(ben, organization, 'OWNER')
  }
  for (const role of ['administrator', 'coordinator'] as const) {
    await people.becomes(anna, role)
    await people.becomes(ben, role)
  }
  caller = await anna.caller()
  ids = [anna.id, ben.id, ...organizations]
}, 60_000)
afterAll(async () => {
  await owner.end()
  await service.stop()
})

describe(`each mutation bears ${calls} inputs of every kind: never an unexpected failure, never a partial write`, () => {
  test.each(mutations)(
    '%s',
    async (mutation) => {
      const known = {
        ids,
        named: {
          organizationId: organizations,
          accountId: ids.slice(0, 2),
          email: ['leserin@example.org', 'kein-at', 'ä@ö.de', 'ben@beispiel.example'],
          confirm: ['anna@beispiel.example'],
          expiresAt: ['2027-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
          overlapHours: [0, 24, 169],
          token: ['x'.repeat(43)],
        },
      }
      const outcome = await fuzz({
        schema,
        schemaName: 'identity',
        service,
        owner,
        mutation,
        caller,
        known,
        calls,
        seed,
      })
      const refused = Object.values(outcome.codes).reduce((sum, count) => sum + count, 0)
      expect(outcome.answered + refused).toBe(calls)
    },
    120_000,
  )
})
