import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { Audience } from '../../../platform/changes/event.entity.js'
import { handOver } from '../../../services/city/notification/outbox/hand-over.js'
import { claimDue } from '../../../services/city/notification/webhook/delivery/claim.js'
import {
  type DeliveryOptions,
  deliverDue,
} from '../../../services/city/notification/webhook/delivery/deliver-due.js'
import { city } from '../../../services/city/service.js'
import { coordinator, memberOf } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { addOrganizations, happens, jobAt, type Receiver, startReceiver } from './telling-kit.js'

const gardener = memberOf('garden')
const teacher = memberOf('school')

let service: RunningService
let receiver: Receiver
let receivers: Receiver[]
beforeAll(async () => {
  service = await startService(city, { now })
  service.config.webhooks.privateAddresses = true
  await addOrganizations(service)
})
afterAll(() => service.stop())
beforeEach(async () => {
  receivers = []
  receiver = await another()
  await service.database.rows(sql`delete from city.webhook`)
  await service.database.rows(sql`delete from city.event`)
})
afterEach(() => Promise.all(receivers.map((each) => each.stop().catch(() => {}))))

async function another(): Promise<Receiver> {
  const started = await startReceiver()
  receivers.push(started)
  return started
}

interface Registered {
  webhook: { id: string; version: number }
  secret: string
}

async function register(
  organizationId = 'garden',
  { url = receiver.url, types = [] as string[], caller = gardener as Caller } = {},
): Promise<Registered> {
  const { data, errors } = await service.query(
    `mutation ($organizationId: ID!, $input: WebhookInput!, $key: String!) {
      registerWebhook(organizationId: $organizationId, input: $input, idempotencyKey: $key) { secret webhook { id version } }
    }`,
    { organizationId, input: { url, types }, key: randomUUID() },
    caller,
  )
  expect(errors).toBeUndefined()
  return (data as unknown as { registerWebhook: Registered }).registerWebhook
}

async function mutate(text: string, variables: Record<string, unknown>, caller = gardener): Promise<unknown> {
  const { data, errors } = await service.query(text, { ...variables, key: randomUUID() }, caller)
  expect(errors).toBeUndefined()
  return data
}

/** Hands over and delivers what is due at a moment. */
async function deliver(at = now, options: Partial<DeliveryOptions> = {}): Promise<void> {
  const context = jobAt(service, at)
  await handOver(context)
  await deliverDue(context, { timeoutMs: 2_000, ...options })
}

interface Row {
  state: string
  attempts: number
  lastStatus: number | null
  lastFailure: string | null
  lastAnswer: string | null
  nextAttemptAt: Date | null
}

async function deliveries(webhookId: string): Promise<Row[]> {
  return service.database.rows<Row>(sql`select state, attempts, last_status as "lastStatus",
    last_failure as "lastFailure", last_answer as "lastAnswer", next_attempt_at as "nextAttemptAt"
    from city.webhook_delivery where webhook_id = ${webhookId} order by event_seq`)
}

async function stateOf(webhookId: string): Promise<string | undefined> {
  const [row] = await service.database.rows<{ state: string }>(
    sql`select state from city.webhook where id = ${webhookId}`,
  )
  return row?.state
}

/** As a receiver would, from the convention's text alone. */
function isSigned({ headers, body }: Receiver['received'][number], secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return String(headers['webhook-signature']).split(' ').includes(expected)
}

const later = (ms: number) => new Date(now.getTime() + ms)
const minutes = (count: number) => count * 60_000
const hours = (count: number) => minutes(60 * count)

describe('a message', () => {
  test('says what has happened, and is signed so that the receiver can tell it is from here', async () => {
    const { webhook, secret } = await register()
    await happens(service, { field: 'CLIMATE', districts: ['05370004-09'] })
    await deliver()
    const [message] = receiver.received
    expect(receiver.received).toHaveLength(1)
    expect(JSON.parse(message?.body ?? '')).toEqual({
      id: message?.headers['webhook-id'],
      type: 'initiative.published',
      at: now.toISOString(),
      entity: 'Initiative',
      entityId: 'initiative-1',
      organizationId: 'garden',
      field: 'CLIMATE',
      districts: ['05370004-09'],
      data: { title: { DE: 'Beete für alle', EN: 'Beds for all' } },
    })
    expect(message?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-timestamp': String(now.getTime() / 1_000),
    })
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32)
    expect(message && isSigned(message, secret)).toBe(true)
    expect(message && isSigned({ ...message, body: `${message.body} ` }, secret)).toBe(false)
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'DELIVERED', attempts: 1, lastStatus: 204 }])
  })

  test('is signed with both secrets for a day after a new one was made, then with the new one only', async () => {
    const { webhook, secret } = await register()
    const rotated = (await mutate(
      `mutation ($id: ID!, $key: String!) { rotateWebhookSecret(id: $id, version: 1, idempotencyKey: $key) { secret } }`,
      { id: webhook.id },
    )) as { rotateWebhookSecret: { secret: string } }
    await happens(service)
    await deliver(later(hours(23)))
    await happens(service)
    await deliver(later(hours(25)))
    const [during, after] = receiver.received
    const fresh = rotated.rotateWebhookSecret.secret
    expect(fresh).not.toBe(secret)
    expect([during && isSigned(during, secret), during && isSigned(during, fresh)]).toEqual([true, true])
    expect([after && isSigned(after, secret), after && isSigned(after, fresh)]).toEqual([false, true])
  })

  test('goes to those who may know of it: everybody, the organization it is about, the town', async () => {
    const [ofSchool, ofTown] = [await another(), await another()]
    await register('garden')
    await register('school', { url: ofSchool.url, caller: teacher })
    await register('town', { url: ofTown.url, caller: coordinator })
    await happens(service, { entityId: 'public', audience: Audience.PUBLIC })
    await happens(service, { entityId: 'own', audience: Audience.ORGANIZATION })
    await happens(service, { entityId: 'town', audience: Audience.TOWN })
    await deliver()
    const told = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body).entityId).sort()
    expect({ garden: told(receiver), school: told(ofSchool), town: told(ofTown) }).toEqual({
      garden: ['own', 'public'],
      school: ['public'],
      town: ['own', 'public', 'town'],
    })
  })

  test('is of the types the webhook has named', async () => {
    await register('garden', { types: ['need.stated', 'initiative.ended'] })
    for (const type of ['initiative.published', 'need.stated', 'initiative.ended', 'need.withdrawn']) {
      await happens(service, { type })
    }
    await deliver()
    expect(receiver.received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      'initiative.ended',
      'need.stated',
    ])
  })

  test('waits while a webhook is paused, and is delivered when it is active again', async () => {
    const { webhook } = await register()
    const set = (version: number, state: string) =>
      mutate(
        `mutation ($id: ID!, $version: Int!, $state: WebhookSwitch!, $key: String!) {
          updateWebhook(id: $id, version: $version, input: { state: $state }, idempotencyKey: $key) { state }
        }`,
        { id: webhook.id, version, state },
      )
    await set(1, 'PAUSED')
    await happens(service)
    await deliver()
    expect(receiver.received).toEqual([])
    await set(2, 'ACTIVE')
    await deliver()
    expect(receiver.received).toHaveLength(1)
  })

  test('of the type webhook.ping goes to the webhook that is tested alone, whatever types it has named', async () => {
    const other = await another()
    const { webhook } = await register('garden', { types: ['need.stated'] })
    await register('garden', { url: other.url })
    await mutate(
      `mutation ($id: ID!, $key: String!) { testWebhook(id: $id, idempotencyKey: $key) { state type } }`,
      {
        id: webhook.id,
      },
    )
    await deliver()
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['webhook.ping'])
    expect(other.received).toEqual([])
  })
})

describe('a receiver', () => {
  test('that is down loses nothing: everything arrives, with the same ids, when it is up again', async () => {
    const { webhook } = await register()
    await receiver.stop()
    for (let n = 0; n < 5; n++) await happens(service, { entityId: `initiative-${n}` })
    await deliver()
    expect(await deliveries(webhook.id)).toEqual(
      Array(5).fill(expect.objectContaining({ state: 'FAILED', attempts: 1, lastFailure: 'UNREACHABLE' })),
    )
    await receiver.start()
    await deliver(later(minutes(1)))
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(5)
    expect((await deliveries(webhook.id)).map(({ state }) => state)).toEqual(Array(5).fill('DELIVERED'))
  })

  test('that fails is tried again after longer and longer pauses, ten times in two days, and then given up', async () => {
    const { webhook } = await register()
    receiver.answer = (_request, response) => response.writeHead(500).end('broken')
    await happens(service)
    const pauses: number[] = []
    let at = now
    for (let attempt = 1; attempt <= 9; attempt++) {
      await deliver(at)
      const [{ nextAttemptAt, attempts } = { nextAttemptAt: null, attempts: 0 }] = await deliveries(
        webhook.id,
      )
      expect(attempts).toBe(attempt)
      pauses.push(((nextAttemptAt?.getTime() ?? 0) - at.getTime()) / 1_000)
      // Not a moment before it is due.
      await deliver(new Date((nextAttemptAt?.getTime() ?? 0) - 1))
      expect(receiver.received).toHaveLength(attempt)
      at = nextAttemptAt ?? at
    }
    const planned = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200, 86_400]
    pauses.forEach((pause, index) => {
      expect(Math.abs(pause / (planned[index] ?? 0) - 1)).toBeLessThanOrEqual(0.1)
    })
    await deliver(at)
    expect(await deliveries(webhook.id)).toMatchObject([
      { state: 'DEAD', attempts: 10, lastStatus: 500, lastAnswer: 'broken', nextAttemptAt: null },
    ])
    await deliver(later(hours(24 * 100)))
    expect(receiver.received).toHaveLength(10)
  })

  test('that answers late is not waited for, and holds up no other one', async () => {
    const quick = await another()
    const { webhook } = await register()
    await register('garden', { url: quick.url })
    receiver.answer = () => {}
    for (let n = 0; n < 20; n++) await happens(service, { entityId: `initiative-${n}` })
    const stopping = new AbortController()
    await handOver(jobAt(service))
    const delivering = deliverDue(jobAt(service, now, stopping.signal), { timeoutMs: 60_000 })
    while (quick.received.length < 20) await new Promise((resolve) => setTimeout(resolve, 20))
    // Only four of its own are under way; the others wait for it alone.
    expect(receiver.received.length).toBeLessThanOrEqual(4)
    stopping.abort()
    await delivering
    expect((await deliveries(webhook.id)).every(({ state }) => state === 'WAITING')).toBe(true)
  })

  test('that does not answer in time has failed', async () => {
    const { webhook } = await register()
    receiver.answer = () => {}
    await happens(service)
    await deliver(now, { timeoutMs: 200 })
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'FAILED', lastFailure: 'TIMEOUT' }])
  })

  test('that answers something that is not HTTP has failed', async () => {
    const garbage = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end('\u0000\u0001 no HTTP at all \r\n\r\n'),
    )
    await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve))
    const { port } = garbage.address() as { port: number }
    const { webhook } = await register('garden', { url: `http://127.0.0.1:${port}/` })
    await happens(service)
    await deliver()
    await new Promise((resolve) => garbage.close(resolve))
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'FAILED', lastFailure: 'NO_HTTP' }])
  })

  test('that answers without an end is read for a few kilobytes; what is kept is short and clean', async () => {
    const { webhook } = await register()
    receiver.answer = (_request, response) => {
      response.writeHead(503)
      const chunk = Buffer.alloc(64 * 1024, 'ä\u0000\u001b[31m ')
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on('drain', more)
      more()
    }
    await happens(service)
    await deliver(now, { timeoutMs: 30_000 })
    const [{ lastAnswer, lastStatus } = { lastAnswer: null, lastStatus: null }] = await deliveries(webhook.id)
    expect(lastStatus).toBe(503)
    expect(lastAnswer?.length).toBeLessThanOrEqual(500)
    expect(lastAnswer).toMatch(/^[^\p{Cc}]+$/u)
  })

  test('that redirects is not followed', async () => {
    const target = await another()
    const { webhook } = await register()
    receiver.answer = (_request, response) => response.writeHead(307, { location: target.url }).end()
    await happens(service)
    await deliver()
    expect(target.received).toEqual([])
    expect(await deliveries(webhook.id)).toMatchObject([{ lastFailure: 'REDIRECT', lastStatus: 307 }])
  })

  test('that says it is gone is switched off, and its owners are told', async () => {
    const { webhook } = await register()
    receiver.answer = (_request, response) => response.writeHead(410).end()
    await happens(service)
    await deliver()
    expect(await stateOf(webhook.id)).toBe('DISABLED')
    const [told] = await service.database.rows<{ audience: string; data: { name: string } }>(
      sql`select audience, data from city.event where type = 'webhook.disabled'`,
    )
    expect(told).toMatchObject({ audience: 'ORGANIZATION', data: { name: receiver.url } })
    await happens(service)
    await deliver()
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'DEAD', lastFailure: 'GONE' }])
  })

  test('that nothing has reached for five days is switched off; anything that arrives begins the count anew', async () => {
    const { webhook } = await register()
    const fail = () => {
      receiver.answer = (_request, response) => response.writeHead(500).end()
    }
    fail()
    await happens(service)
    await deliver()
    receiver.answer = (_request, response) => response.writeHead(200).end()
    await happens(service)
    await deliver(later(hours(24 * 4)))
    fail()
    await happens(service)
    await deliver(later(hours(24 * 6)))
    expect(await stateOf(webhook.id)).toBe('ACTIVE')
    await happens(service)
    await deliver(later(hours(24 * 11 + 1)))
    expect(await stateOf(webhook.id)).toBe('DISABLED')
  })
})

describe('a delivery', () => {
  test('whose process died is made by another one, when its time is up', async () => {
    const { webhook } = await register()
    await happens(service)
    await handOver(jobAt(service))
    expect(await claimDue(service.database, now, 10)).toHaveLength(1)
    await deliver(later(59_000))
    expect(receiver.received).toEqual([])
    await deliver(later(61_000))
    expect(receiver.received).toHaveLength(1)
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'DELIVERED', attempts: 2 }])
  })

  test('is made by one process, when several look for what is due', async () => {
    await register()
    for (let n = 0; n < 30; n++) await happens(service, { entityId: `initiative-${n}` })
    await handOver(jobAt(service))
    await Promise.all([1, 2, 3].map(() => deliverDue(jobAt(service), { timeoutMs: 5_000 })))
    await deliver()
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([30, 30])
  })

  test('can be made again, with the same id; those given up all at once', async () => {
    const { webhook } = await register()
    await happens(service)
    await deliver()
    const list = async (state: string | null) => {
      const { data } = await service.query(
        `query ($state: DeliveryState) { organization(id: "garden") { webhooks {
          health { tried delivered failing dead }
          deliveries(state: $state) { totalCount edges { node { id eventId type state lastFailureText } } }
        } } }`,
        { state },
        gardener,
      )
      return (
        data as never as {
          organization: {
            webhooks: [
              {
                health: object
                deliveries: { totalCount: number; edges: { node: { id: string; eventId: string } }[] }
              },
            ]
          }
        }
      ).organization.webhooks[0]
    }
    const [first] = (await list('DELIVERED')).deliveries.edges
    await mutate(
      `mutation ($id: ID!, $key: String!) { redeliver(deliveryId: $id, idempotencyKey: $key) { state attempts } }`,
      { id: first?.node.id },
    )
    await deliver()
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(2).fill(first?.node.eventId),
    )
    for (let n = 0; n < 3; n++) await happens(service, { entityId: `initiative-${n}` })
    await handOver(jobAt(service))
    await service.database.rows(
      sql`update city.webhook_delivery set state = 'DEAD', next_attempt_at = null where state = 'WAITING'`,
    )
    expect(await list('DEAD')).toMatchObject({
      deliveries: { totalCount: 3 },
      health: { tried: 1, delivered: 1, failing: 0, dead: 3 },
    })
    const again = await mutate(
      `mutation ($id: ID!, $key: String!) { redeliverDead(id: $id, idempotencyKey: $key) }`,
      { id: webhook.id },
    )
    expect(again).toEqual({ redeliverDead: 3 })
    await deliver()
    expect(receiver.received).toHaveLength(5)
    expect((await list('DEAD')).deliveries.totalCount).toBe(0)
  })
})

describe('addresses inside networks', () => {
  beforeEach(() => {
    service.config.webhooks.privateAddresses = false
  })
  afterEach(() => {
    service.config.webhooks.privateAddresses = true
  })

  /** As if it had been registered before the name was pointed elsewhere. */
  async function registered(url: string): Promise<string> {
    const id = randomUUID()
    await service.database.rows(sql`
      insert into city.webhook (id, organization_id, url, types, state, secret, created_at, updated_at)
      values (${id}, 'garden', ${url}, '{}', 'ACTIVE', 'whsec_AAAA', ${now}, ${now})`)
    return id
  }

  test.each([
    ['loopback', 'https://127.0.0.1/hook'],
    ['loopback in other clothes', 'https://[::ffff:127.0.0.1]/hook'],
    ['private', 'https://10.0.0.5/hook'],
    ['link-local, where clouds keep their credentials', 'https://169.254.169.254/latest/meta-data'],
    ['http', 'http://93.184.216.34/hook'],
  ])('are not asked: %s', async (_what, url) => {
    const id = await registered(url)
    await happens(service)
    await deliver()
    expect(await deliveries(id)).toMatchObject([{ state: 'FAILED', lastFailure: 'ADDRESS_REFUSED' }])
  })

  test('are not asked when a name leads there, whatever it led to before', async () => {
    const { port } = new URL(receiver.url)
    const id = await registered(`https://rebinding.example:${port}/hook`)
    const answers = ['93.184.216.34', '127.0.0.1']
    const resolve = async () => [{ address: answers.pop() ?? '127.0.0.1', family: 4 }]
    await happens(service)
    await deliver(now, { resolve })
    expect(receiver.received).toEqual([])
    expect(await deliveries(id)).toMatchObject([{ state: 'FAILED', lastFailure: 'ADDRESS_REFUSED' }])
  })
})
