import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { verifyAuditTrail } from '../../../platform/audit/verify.js'
import type { Caller } from '../../../platform/caller/caller.js'
import { buildSubgraph } from '../../../platform/graph/subgraph.js'
import { exampleInitiatives, exampleOrganizations } from '../../../platform/service/example-ids.js'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { fuzz } from '../../kit/fuzz.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { makeProposal } from './match-kit.js'

const { schema } = buildSubgraph(city.graph)
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {})

/** Each call in a different place of the same sequence, always the same one. */
const seed = 20_220_186
const calls = 1_000

/** Somebody who may do nearly everything, so that what is refused is refused for the input. */
const caller: Caller = {
  subject: 'account-fuzz',
  roles: ['coordinator', 'administrator'],
  memberships: Object.values(exampleOrganizations)
    .filter((organization) => organization !== exampleOrganizations.town)
    .map((organization) => ({ organization, role: 'OWNER' })),
}

let service: RunningService
let owner: pg.Client
let ids: string[]
beforeAll(async () => {
  service = await startService(city, { now, example: true, beside: [identity] })
  owner = new pg.Client({ connectionString: service.config.database.url })
  await owner.connect()
  await owner.query(`insert into identity.account (id, name, email, email_verified, created_at, updated_at)
    values ('account-fuzz', 'Beispiel', 'fuzz@example.org', true, now(), now())`)
  await owner.query(`insert into city.initiative (id, title, summary, field, status, analog_access, organization_id)
    values ('ini-of-town', '{"DE": "A"}', '{"DE": "A"}', 'CLIMATE', 'PUBLISHED', '[{}]', 'org-town')`)
  const ofTown = { organization_id: 'org-town', splittable: true }
  const need = { ...ofTown, initiative_id: 'ini-of-town' }
  for (const status of ['PROPOSED', 'PROPOSED', 'PROPOSED', 'ACCEPTED', 'CONFIRMED', 'DECLINED']) {
    await makeProposal(service, { need, resource: { ...ofTown, sharing: 'POOLED' }, status, amount: '5' })
  }
  await owner.query(`insert into city.frontend_app (id, organization_id, name, created_at, updated_at)
    select 'app-of-' || id, id, 'App (Beispiel)', now(), now() from city.organization`)
  const { rows } = await owner.query<{ id: string }>(
    `select id from city.initiative union select id from city.need union select id from city.resource
     union select id from city.roadmap_item union select id from city.organization union select id from city.district
     union select id from city.match union select id from city.matching_run union select id from city.field_of_action union select id from city.skill union select id from city.frontend_app`,
  )
  ids = rows.map(({ id }) => id)
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
          version: [1, 1, 2],
          lang: ['DE', 'EN'],
          organizationId: Object.values(exampleOrganizations),
          initiativeId: Object.values(exampleInitiatives),
          email: ['leserin@example.org', 'kein-at', 'ä@ö.de'],
          webAddress: ['https://beispiel.example/', 'ftp://beispiel.example/'],
          url: ['https://203.0.113.9/hook', 'http://127.0.0.1:1/'],
          amount: ['1', '12.5', '0', '-3', '12.345', '99999999999999.99'],
          startQuarter: ['2026-Q1', '2027-Q4', '2027-Q5'],
          endQuarter: ['2026-Q2', '2028-Q4', '2020-Q1'],
          appId: Object.values(exampleOrganizations).map((id) => `app-of-${id}`),
          operations: [['{ districts { id } }'], ['{ a: __typename }', '{'], ['']],
        },
      }
      const outcome = await fuzz({
        schema,
        schemaName: 'city',
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

test('the audit trail is unbroken after all of it', async () => {
  expect(await verifyAuditTrail(owner)).toMatchObject({ ok: true })
})
