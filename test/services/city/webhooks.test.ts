import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { type Caller, scopes } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { addOrganizations } from './telling-kit.js'

const gardener = memberOf('garden')
const url = 'https://93.184.216.34/hook'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await addOrganizations(service)
})
afterAll(() => service.stop())
beforeEach(() => service.database.rows(sql`delete from city.webhook`))

function register(
  caller: Caller | undefined,
  input: Record<string, unknown> = { url },
  { organizationId = 'garden', key = randomUUID() as string, lang = 'DE' } = {},
): Promise<GraphqlAnswer> {
  return service.query(
    `mutation ($organizationId: ID!, $input: WebhookInput!, $key: String!, $lang: Language!) {
      registerWebhook(organizationId: $organizationId, input: $input, idempotencyKey: $key, lang: $lang) {
        secret webhook { id version url types state }
      }
    }`,
    { organizationId, input, key, lang },
    caller,
  )
}

interface Registered {
  secret: string
  webhook: { id: string; version: number }
}

async function registered(organizationId = 'garden', caller: Caller = gardener): Promise<Registered> {
  const { data, errors } = await register(caller, { url }, { organizationId })
  expect(errors).toBeUndefined()
  return (data as unknown as { registerWebhook: Registered }).registerWebhook
}

const codeOf = ({ errors }: GraphqlAnswer) => errors?.[0]?.extensions?.code

/** Every change of one webhook. */
const changes: Record<string, string> = {
  updateWebhook: '(id: $id, version: 1, input: { state: PAUSED }, idempotencyKey: $key) { id }',
  rotateWebhookSecret: '(id: $id, version: 1, idempotencyKey: $key) { secret }',
  removeWebhook: '(id: $id, version: 1, idempotencyKey: $key)',
  testWebhook: '(id: $id, idempotencyKey: $key) { id }',
  redeliverDead: '(id: $id, idempotencyKey: $key)',
}
const asked = (name: string, id: string, caller?: Caller) =>
  service.query(
    `mutation ($id: ID!, $key: String!) { ${name}${changes[name]} }`,
    { id, key: randomUUID() },
    caller,
  )

describe('a webhook', () => {
  test('is registered by those who act for the organization, and its secret is shown then and never again', async () => {
    const { data } = await register(gardener, {
      url,
      types: ['initiative.published', 'initiative.published'],
    })
    expect(data).toEqual({
      registerWebhook: {
        secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
        webhook: {
          id: expect.any(String),
          version: 1,
          url,
          types: ['initiative.published'],
          state: 'ACTIVE',
        },
      },
    })
    for (const field of ['secret', 'previousSecret']) {
      const answer = await service.query(
        `{ organization(id: "garden") { webhooks { ${field} } } }`,
        undefined,
        gardener,
      )
      expect(answer.errors?.[0]?.message).toContain(`Cannot query field "${field}"`)
    }
  })

  test('leaves its secrets and its address out of the audit trail', async () => {
    const { secret, webhook } = await registered()
    await asked('rotateWebhookSecret', webhook.id, gardener)
    const entries = await service.database.rows<{ content: string }>(
      sql`select content from audit.entry where entity = 'Webhook' and entity_id = ${webhook.id} order by seq`,
    )
    expect(entries.map(({ content }) => JSON.parse(content).action)).toEqual([
      'registerWebhook',
      'rotateWebhookSecret',
    ])
    const trail = JSON.stringify(entries)
    expect(trail).not.toContain(secret)
    expect(trail).not.toContain('93.184.216.34')
  })

  test.each<[string, Caller | undefined, string, string]>([
    ['nobody who is signed in', undefined, 'garden', 'UNAUTHENTICATED'],
    ['a person', person, 'garden', 'FORBIDDEN'],
    ['a member of another organization', memberOf('school', 'OWNER'), 'garden', 'FORBIDDEN'],
    ['a coordinator, for a partner', coordinator, 'garden', 'FORBIDDEN'],
    ['an administrator', administrator, 'garden', 'FORBIDDEN'],
    [
      'a key without the scope',
      keyOf(
        'garden',
        scopes.filter((scope) => scope !== 'webhooks:write'),
      ),
      'garden',
      'FORBIDDEN',
    ],
    ['a member of the town’s own organization, for the town', memberOf('town', 'OWNER'), 'town', 'FORBIDDEN'],
  ])('may not be registered, read or changed by %s', async (_who, caller, organizationId, code) => {
    const { webhook } = await registered(organizationId, organizationId === 'town' ? coordinator : gardener)
    expect(codeOf(await register(caller, { url }, { organizationId }))).toBe(code)
    const read = await service.query(
      'query ($id: ID!) { organization(id: $id) { webhooks { url } } }',
      { id: organizationId },
      caller,
    )
    expect([codeOf(read), read.data]).toEqual([code, { organization: { webhooks: null } }])
    for (const name of Object.keys(changes)) {
      expect([name, codeOf(await asked(name, webhook.id, caller))]).toEqual([name, code])
      // One that is not there is refused in the same words.
      expect([name, codeOf(await asked(name, randomUUID(), caller))]).toEqual([name, code])
    }
  })

  test.each<[string, Caller, string]>([
    ['a member', gardener, 'garden'],
    ['a key with the scope', keyOf('garden', ['webhooks:write']), 'garden'],
    ['a coordinator, for the town', coordinator, 'town'],
  ])('may be registered, read and changed by %s', async (_who, caller, organizationId) => {
    for (const name of Object.keys(changes)) {
      const { webhook } = await registered(organizationId, caller)
      expect([name, (await asked(name, webhook.id, caller)).errors]).toEqual([name, undefined])
    }
  })

  test('is refused with everything that is wrong with it, in the language asked for', async () => {
    const input = { url: 'ftp://receiver.example', types: ['initiative.published', 'nothing.known'] }
    const { errors } = await register(gardener, input, { lang: 'EN' })
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [
        { path: ['input', 'url'], code: 'NOT_A_WEB_ADDRESS', message: 'must be a web address' },
        { path: ['input', 'types', 1], code: 'UNKNOWN', message: 'names nothing that is here' },
      ],
    })
  })

  test.each([
    ['http://93.184.216.34/hook', 'NOT_HTTPS'],
    ['https://127.0.0.1/hook', 'ADDRESS_NOT_PUBLIC'],
    ['https://2130706433/hook', 'ADDRESS_NOT_PUBLIC'],
    ['https://[::1]/hook', 'ADDRESS_NOT_PUBLIC'],
    ['https://[::ffff:10.0.0.1]/hook', 'ADDRESS_NOT_PUBLIC'],
    ['https://169.254.169.254/latest/meta-data', 'ADDRESS_NOT_PUBLIC'],
    ['https://localhost/hook', 'ADDRESS_NOT_PUBLIC'],
    ['https://nowhere.invalid/hook', 'HOST_UNKNOWN'],
    ['https://user:secret@93.184.216.34/hook', 'INVALID'],
  ])('cannot lead to %s', async (address, code) => {
    const { webhook } = await registered()
    const update = await service.query(
      `mutation ($id: ID!, $url: String!, $key: String!) {
        updateWebhook(id: $id, version: 1, input: { url: $url }, idempotencyKey: $key) { id }
      }`,
      { id: webhook.id, url: address, key: randomUUID() },
      gardener,
    )
    for (const { errors } of [update, await register(gardener, { url: address })]) {
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        problems: [{ path: ['input', 'url'], code }],
      })
    }
  })

  test('registered again with the same idempotency key is the same one, with the same secret', async () => {
    const key = randomUUID()
    const first = await register(gardener, { url }, { key })
    const second = await register(gardener, { url }, { key })
    expect(second).toEqual(first)
    const rows = await service.database.rows(sql`select from city.webhook`)
    expect(rows).toHaveLength(1)
  })

  test('is one of at most twenty, also when many are registered at once', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => register(gardener)))
    expect(answers.map(codeOf).filter((code) => code === 'STATE_REFUSED')).toHaveLength(5)
  })

  test('that somebody else has changed is a conflict, with the current one and without its secret', async () => {
    const { webhook } = await registered()
    await asked('updateWebhook', webhook.id, gardener)
    const { errors } = await asked('updateWebhook', webhook.id, gardener)
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      current: { id: webhook.id, version: 2, state: 'PAUSED', url },
    })
    expect(JSON.stringify(errors)).not.toContain('whsec_')
  })

  test('that is removed is gone with what waits for it', async () => {
    const { webhook } = await registered()
    await asked('testWebhook', webhook.id, gardener)
    expect((await asked('removeWebhook', webhook.id, gardener)).data).toEqual({ removeWebhook: webhook.id })
    expect(await service.database.rows(sql`select from city.webhook_delivery`)).toEqual([])
  })
})
