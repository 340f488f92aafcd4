import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type pg from 'pg'
import { connectOwner } from '../../bench/owner.js'
import { verifyAuditTrail } from '../../platform/audit/verify.js'
import { contestSlots } from '../kit/contested-slots.js'
import { type HubCommands, hubCommands, type Started } from '../kit/hub-commands.js'
import { ledgerFaults } from '../kit/ledger-faults.js'
import type { GraphqlAnswer } from '../kit/service.js'
import { sessionCookie } from '../kit/session-cookie.js'

// The hub as a user starts it: each accept goes over HTTP, through the gateway, to city, and into the database.
jest.setTimeout(300_000)

const slots = 100
const rivals = 10
/** Coordinators that click at the same instant. */
const people = 20

let hub: HubCommands
let started: Started
let stateDirectory: string
let cookies: string[]
beforeAll(async () => {
  hub = await hubCommands()
  stateDirectory = hub.environment.HUB_STATE_DIRECTORY ?? ''
  started = hub.run(['start'])
  await started.printed('Ctrl-C stops everything')
  cookies = await withOwner(async (owner) => {
    const made: string[] = []
    for (let place = 0; place < people; place++) {
      made.push(await sessionCookie(owner, stateDirectory, `coordinator-${place}`, 'coordinator'))
    }
    return made
  })
})
afterAll(() => hub.remove())

async function withOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = await connectOwner(stateDirectory)
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

const contest = () =>
  withOwner((owner) => {
    const tomorrow = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000)
    return contestSlots(owner, { slots, rivals, from: tomorrow })
  })

/** What came of accepting a proposal: its status, or the code and the reason of the refusal. */
async function accept(id: string, place: number, key: string): Promise<string> {
  const response = await fetch(`${hub.address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: cookies[place % people] ?? '',
      origin: hub.address,
    },
    body: JSON.stringify({
      query: `mutation ($id: ID!, $key: String!) {
        acceptMatch(id: $id, version: 1, idempotencyKey: $key, lang: EN) { id status version } }`,
      variables: { id, key },
    }),
  })
  const { data, errors = [] } = (await response.json()) as GraphqlAnswer
  const [error] = errors
  if (error === undefined) return String((data as unknown as { acceptMatch: Match }).acceptMatch.status)
  return [error.extensions?.code, error.extensions?.reason].join(' ')
}

interface Match {
  status: string
}

function counted(outcomes: readonly string[]): Record<string, number> {
  const groups = Map.groupBy(outcomes, (outcome) => outcome)
  return Object.fromEntries([...groups].map(([outcome, { length }]) => [outcome, length]))
}

async function expectOneForEachSlot(resourceId: string): Promise<void> {
  await withOwner(async (owner) => {
    const { rows } = await owner.query(
      `select count(*)::int as accepted, count(distinct m.during)::int as slots,
         (select count(*)::int from city.booking b where b.resource_id = $1) as bookings,
         (select count(*)::int from city.event e join city.match m on m.id = e.entity_id
           where m.resource_id = $1 and e.type = 'match.accepted') as events,
         (select count(*)::int from audit.entry e join city.match m on m.id = e.entity_id
           where m.resource_id = $1 and e.action = 'acceptMatch') as entries
       from city.match m where m.resource_id = $1 and m.status = 'ACCEPTED'`,
      [resourceId],
    )
    expect(rows).toEqual([{ accepted: slots, slots, bookings: slots, events: 2 * slots, entries: slots }])
    expect(await ledgerFaults(owner)).toEqual([])
    expect(await verifyAuditTrail(owner)).toMatchObject({ ok: true })
  })
}

test('of 1,000 accepts at the same instant for 100 slots exactly 100 succeed, and the others learn why not', async () => {
  const { resourceId, matchIds } = await contest()
  const outcomes = await Promise.all(matchIds.map((id, place) => accept(id, place, randomUUID())))
  expect(counted(outcomes)).toEqual({ ACCEPTED: slots, 'CONFLICT TAKEN': slots * (rivals - 1) })
  await expectOneForEachSlot(resourceId)
})

test('killed in the middle, first the services and then the database, it has lost and doubled nothing', async () => {
  const { resourceId, matchIds } = await contest()
  let answered = 0
  let killing: Promise<void> | undefined
  const outcomes = await Promise.all(
    matchIds.map(async (id, place) => {
      const key = randomUUID()
      for (;;) {
        const outcome = await accept(id, place, key).catch(String)
        if (outcome === 'ACCEPTED' || outcome === 'CONFLICT TAKEN') {
          if (++answered === 150) killing = killServicesThenDatabase()
          return outcome
        }
        // Whoever got no answer asks again with the same key, until there is one.
        expect(outcome).toMatch(/UNAVAILABLE|fetch failed/)
        await sleep(500)
      }
    }),
  )
  await killing
  expect(counted(outcomes)).toEqual({ ACCEPTED: slots, 'CONFLICT TAKEN': slots * (rivals - 1) })
  await expectOneForEachSlot(resourceId)
})

async function killServicesThenDatabase(): Promise<void> {
  process.kill(await servicesProcess(), 'SIGKILL')
  await started.printed('services ended (SIGKILL); starting it again')
  await sleep(4_000)
  const postmaster = await readFile(join(stateDirectory, 'database/data/postmaster.pid'), 'utf8')
  process.kill(Number(postmaster.split('\n')[0]), 'SIGKILL')
  await started.printed('the database ended by itself; starting it again')
}

/** The process of this hub that runs the services. */
async function servicesProcess(): Promise<number> {
  for (const entry of await readdir('/proc')) {
    const files = ['cmdline', 'environ'].map((file) =>
      readFile(`/proc/${entry}/${file}`, 'utf8').catch(() => ''),
    )
    const [command = '', variables = ''] = await Promise.all(files)
    const isServices = command.replaceAll('\0', ' ').includes('serve services')
    if (isServices && `${command}${variables}`.includes(hub.folder)) return Number(entry)
  }
  throw new Error('no process runs the services')
}
