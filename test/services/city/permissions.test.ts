import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import { buildSubgraph } from '../../../platform/graph/subgraph.js'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { memberOf } from '../../kit/callers.js'
import { callersAround, outcomes, type Prepared } from '../../kit/permissions.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'

const own = 'org-radkreis'
const subgraph = buildSubgraph(city.graph)
/** An address inside: whoever may have it asked is told so, and nothing is. */
const notAsked = 'https://127.0.0.1/graphql'
const liveSdl =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.8") type Query { live: String }'
const ownSubgraph = { name: 'own-subgraph', url: notAsked, sdl: 'type Query { a: Int }' }

let service: RunningService
let prepared: Prepared
beforeAll(async () => {
  service = await startService(city, { now, example: true, beside: [identity] })
  await addAccounts()
  const webhook = await changed(
    `registerWebhook(organizationId: "${own}", input: { url: "https://93.184.216.34/hook" }, idempotencyKey: $key)
      { webhook { id } }`,
  )
  const webhookId = String((webhook.webhook as { id: string }).id)
  const delivery = await changed(`testWebhook(id: "${webhookId}", idempotencyKey: $key) { id }`)
  const proposal = await changed(
    `proposeChange(id: "ini-dorfbus", version: 1, input: { title: { de: "Anders" } }, idempotencyKey: $key) { id }`,
  )
  const registration = await changed(
    `startRegistration(organizationId: "${own}", format: CSV, idempotencyKey: $key) { id }`,
  )
  const registered = await changed(
    `registerSubgraph(organizationId: "${own}", input: { name: "own-subgraph" }, idempotencyKey: $key) { id }`,
  )
  const subgraphId = String(registered.id)
  // Everybody finds what is live, and so may ask for what is guarded of it.
  const served = await changed(
    `registerSubgraph(organizationId: "${own}", input: { name: "live-subgraph" }, idempotencyKey: $key) { id }`,
  )
  const liveId = String(served.id)
  const app = await changed(
    `registerApp(organizationId: "${own}", input: { name: "App" }, idempotencyKey: $key) { id }`,
  )
  await service.database.rows(sql`insert into city.subgraph_version (id, subgraph_id, number, url, sdl, hash,
      status, breaking, findings, published_by, published_at, ended_at)
    values ('version-of-own', ${subgraphId}, 1, ${notAsked}, '', '', 'REFUSED', false, '[]', 'somebody', ${now}, ${now}),
      ('live-of-own', ${liveId}, 1, ${notAsked}, ${liveSdl}, '', 'LIVE', false, '[]', 'somebody', ${now}, null)`)
  await service.database.rows(sql`insert into city.match
      (id, need_id, resource_id, amount, during, status, created_at, accepted_at)
    values ('match-of-own', 'need-werkstattraum', 'res-lastenrad', 1, '{[2026-11-01,2026-11-02)}', 'EXPIRED', ${now}, ${now})`)
  await service.database.rows(sql`insert into city.matching_run
      (id, status, policy_version, scope, time_limit_ms, started_by, request_id, created_at)
    values ('run-of-town', 'RUNNING', 1, '{}', 1000, 'coordinator', 'request', ${now})`)
  prepared = {
    service,
    subgraph,
    own,
    things: {
      Organization: own,
      Initiative: 'ini-fahrraeder-fuer-alle',
      InitiativeProposal: String(proposal.id),
      Need: 'need-werkstattraum',
      Match: 'match-of-own',
      MatchingRun: 'run-of-town',
      Resource: 'res-lastenrad',
      RoadmapItem: 'rm-lotsen',
      FieldOfAction: 'foa-skills',
      InitiativeRegistration: String(registration.id),
      Webhook: webhookId,
      WebhookWithSecret: webhookId,
      Subgraph: subgraphId,
      SubgraphVersion: 'version-of-own',
      FrontendApp: String(app.id),
    },
    named: {
      // No version any of them has: whoever may change it is told so, and nothing is changed.
      version: 999_999,
      sourceVersion: 999_999,
      targetVersion: 999_999,
      organizationId: own,
      organization: own,
      initiativeId: 'ini-fahrraeder-fuer-alle',
      source: own,
      target: 'org-nachbarn',
      email: 'somebody@example.org',
      deliveryId: String(delivery.id),
      amount: '1',
      postalCode: '41812',
      url: 'https://93.184.216.34/other',
      fieldOfAction: 'foa-skills',
      resourceId: 'res-lastenrad',
      needId: 'need-werkstattraum',
      appId: String(app.id),
    },
    arguments: {
      deleteDraft: { id: 'ini-dorfbus' },
      proposeChange: { id: 'ini-fahrraeder-fuer-alle' },
      removeWebhook: { id: webhookId },
      testWebhook: { id: webhookId },
      redeliverDead: { id: webhookId },
      registerSubgraph: { input: { name: 'another-subgraph' } },
      checkSubgraph: { input: ownSubgraph },
      publishSubgraph: { input: ownSubgraph },
      proveSubgraphHost: { url: notAsked },
      rollBackSubgraph: { id: subgraphId },
      retireSubgraph: { force: false },
      removeApp: { id: String(app.id) },
      registerOperations: { input: { operations: ['{ __typename }'] } },
      removeOperations: { hashes: ['f'.repeat(64)] },
      // As good as removed already.
      removeBookingCalendar: { id: 'none' },
    },
    paths: {
      RoadmapItemVersion: versions('RoadmapItem', 'rm-lotsen'),
      FieldOfActionVersion: versions('FieldOfAction', 'foa-skills'),
      Subgraph: entity('Subgraph', liveId, '…'),
      InitiativeProposal: entity('Initiative', 'ini-dorfbus', 'proposal { … }'),
    },
  }
}, 60_000)
afterAll(() => service.stop())

function versions(type: string, id: string): string {
  return entity(type, id, 'history(first: 1) { edges { node { … } } }')
}

function entity(type: string, id: string, fields: string): string {
  return `_entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${fields} } }`
}

/** Organizations are registered by accounts that are there. */
async function addAccounts(): Promise<void> {
  const [anyRule] = subgraph.access
  if (anyRule === undefined) throw new Error('city has no rules')
  const subjects = Object.values(callersAround(own, anyRule)).flatMap((caller) => caller?.subject ?? [])
  const client = new pg.Client({ connectionString: service.config.database.url })
  await client.connect()
  try {
    await client.query(
      `insert into identity.account (id, name, email, email_verified, created_at, updated_at)
        select subject, subject, md5(subject) || '@example.org', true, now(), now()
        from unnest($1::text[]) subject on conflict do nothing`,
      [subjects],
    )
  } finally {
    await client.end()
  }
}

/** Does something as a member of the organization, and gives what it answers. */
async function changed(field: string): Promise<Record<string, unknown>> {
  const { data, errors } = await service.query(
    `mutation ($key: String!) { done: ${field} }`,
    { key: randomUUID() },
    memberOf(own, 'OWNER'),
  )
  expect({ field, errors }).toEqual({ field, errors: undefined })
  return (data as unknown as { done: Record<string, unknown> }).done
}

describe('every change, and every field that is not public, is for those its rule names and nobody else', () => {
  const fields = subgraph.access.map((declared) => [`${declared.type}.${declared.field}`, declared] as const)

  test.each(fields)('%s', async (_name, declared) => {
    const { got, expected } = await outcomes(prepared, declared)
    expect(got).toEqual(expected)
  })

  test('and every mutation has a rule', () => {
    const mutations = Object.keys(subgraph.schema.getMutationType()?.getFields() ?? {})
    const ruled = subgraph.access.filter(({ type }) => type === 'Mutation').map(({ field }) => field)
    expect(ruled.sort()).toEqual(mutations.sort())
  })
})
