import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type HubCommands, hubCommands } from '../kit/hub-commands.js'
import { make, mutation, type Versioned, verifiedOrganization } from '../kit/organizations.js'
import { type PeopledHub, signInCoordinator, signUp, startForPeople } from '../kit/people.js'
import { mailTo, type Visitor } from '../kit/visitor.js'

// The hub as a user starts it; everything goes through its address, and through mails.
jest.setTimeout(120_000)

let commands: HubCommands
let hub: PeopledHub
beforeAll(async () => {
  commands = await hubCommands()
  hub = await startForPeople(commands)
})
afterAll(() => commands.remove())

interface Match extends Versioned {
  status: string
  confirmBy: string | null
  quantity: { amount: string; unit: string }
  resource: { id: string; title: string }
  need: { id: string }
  score: number
  explanation: { term: string; points: number; contribution: number; text: string }[]
}

const matchFields = `id version status confirmBy score quantity { amount unit } resource { id title } need { id }
  explanation { term points contribution text(lang: EN) }`

const version = { id: 'ID!', version: 'Int!' }
const reasoned = { ...version, reason: 'String!' }
const changes = {
  draft: mutation(
    'draftInitiative',
    { organization: 'ID!', input: 'InitiativeDraftInput!' },
    'id version status',
  ),
  submit: mutation('submitInitiative', version, 'id version status'),
  approve: mutation('approveInitiative', version, 'id version status'),
  need: mutation('stateNeed', { initiativeId: 'ID!', input: 'NeedInput!' }, 'id version'),
  offer: mutation('offerResource', { organizationId: 'ID!', input: 'ResourceInput!' }, 'id version'),
  run: mutation('startMatchingRun', { input: 'MatchingRunInput!' }, 'id status'),
  accept: mutation('acceptMatch', version, matchFields),
  confirm: mutation('confirmMatch', version, matchFields),
  release: mutation('releaseMatch', reasoned, matchFields),
}

async function publishedInitiative(partner: Visitor, coordinator: Visitor, organization: string) {
  const input = {
    title: { de: 'Lernwerkstatt (Beispiel)', en: 'Learning workshop (example)' },
    field: 'EDUCATION',
    summary: { de: 'Wir lernen zusammen.', en: 'We learn together.' },
    districts: ['05370004-06'],
    contact: { name: 'Erika Beispiel', email: 'werkstatt@beispiel.example' },
    analogAccess: [{ kind: 'PHONE', value: '02431 000000', hours: { de: 'Mo bis Fr 9 bis 12 Uhr' } }],
  }
  const drafted = await make<Versioned>(partner, changes.draft, { organization, input })
  const { id, version } = await make<Versioned>(partner, changes.submit, drafted)
  await make(coordinator, changes.approve, { id, version })
  return id
}

/** Starts a run and waits for its end. */
async function proposalsFor(coordinator: Visitor, initiative: string): Promise<Match[]> {
  const run = await make<{ id: string }>(coordinator, changes.run, { input: { initiatives: [initiative] } })
  for (;;) {
    const { matchingRun } = await coordinator.data<{ matchingRun: { status: string; gap: number } }>(
      'query ($id: ID!) { matchingRun(id: $id) { status gap } }',
      run,
    )
    if (matchingRun.status === 'FINISHED') {
      expect(matchingRun.gap).toBe(0)
      break
    }
    expect(['QUEUED', 'RUNNING']).toContain(matchingRun.status)
    await sleep(50)
  }
  const { matchingRun } = await coordinator.data<{
    matchingRun: { matches: { edges: { node: Match }[] } }
  }>(`query ($id: ID!) { matchingRun(id: $id) { matches { edges { node { ${matchFields} } } } } }`, run)
  return matchingRun.matches.edges.map(({ node }) => node)
}

async function received(visitor: Visitor, initiative: string) {
  const { initiative: found } = await visitor.data<{
    initiative: { needs: { edges: { node: { received: Record<string, { amount: string }> } }[] } }
  }>(
    `query ($id: ID!) { initiative(id: $id) { needs { edges { node {
      received { confirmed { amount } accepted { amount } missing { amount } } } } } } }`,
    { id: initiative },
  )
  return found.needs.edges.map(({ node: { received } }) =>
    Object.fromEntries(Object.entries(received).map(([part, quantity]) => [part, quantity?.amount])),
  )
}

test('a need is matched, explained, accepted, confirmed, seen by the initiative, released, and matched again', async () => {
  const coordinator = await signInCoordinator(hub)
  const asking = await signUp(hub, 'werkstatt@beispiel.example')
  const giving = await signUp(hub, 'buehne@beispiel.example')
  const workshop = await verifiedOrganization(asking, coordinator, {
    email: 'werkstatt@beispiel.example',
    name: 'Funkelfaden e.V. (Beispiel)',
  })
  const theatre = await verifiedOrganization(giving, coordinator, {
    email: 'buehne@beispiel.example',
    name: 'Mondtheater e.V. (Beispiel)',
  })
  const initiative = await publishedInitiative(asking, coordinator, workshop)
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const place = { lat: 51.08, lon: 6.31 }
  const need = await make<Versioned>(asking, changes.need, {
    initiativeId: initiative,
    input: {
      title: { de: 'Raum für die Werkstatt (Beispiel)', en: 'Room for the workshop (example)' },
      kind: 'SPACE',
      amount: '30',
      unit: 'SEATS',
      splittable: false,
      validFrom: day(10),
      validTo: day(38),
      availability: {
        weekly: [{ days: ['TU', 'TH'], from: '17:00', to: '19:00' }],
      },
      location: place,
      radius: 5_000,
    },
  })
  const room = await make<Versioned>(giving, changes.offer, {
    organizationId: theatre,
    input: {
      title: { de: 'Probebühne (Beispiel)', en: 'Rehearsal stage (example)' },
      kind: 'SPACE',
      amount: '40',
      unit: 'SEATS',
      splittable: false,
      sharing: 'EXCLUSIVE',
      availability: {
        weekly: [{ days: ['MO', 'TU', 'WE', 'TH'], from: '16:00', to: '22:00' }],
      },
      location: { lat: 51.081, lon: 6.312 },
    },
  })

  // Matched and explained.
  const [proposal, ...others] = await proposalsFor(coordinator, initiative)
  expect(others).toEqual([])
  expect(proposal).toMatchObject({
    status: 'PROPOSED',
    need: { id: need.id },
    resource: { id: room.id },
    quantity: { amount: '30', unit: 'SEATS' },
  })
  const { id = '', version = 0, explanation = [], score } = proposal ?? {}
  expect(explanation.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score)
  expect(explanation.every(({ text }) => text.length > 10)).toBe(true)
  expect(await received(asking, initiative)).toEqual([{ confirmed: '0', accepted: '0', missing: '30' }])

  // Accepted: the provider is asked by mail, and confirms.
  const early = await giving.query(changes.confirm, { id, version, idempotencyKey: randomUUID() })
  expect(early.errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  const accepted = await make<Match>(coordinator, changes.accept, { id, version })
  expect(accepted).toMatchObject({ status: 'ACCEPTED', confirmBy: expect.any(String) })
  expect(await received(asking, initiative)).toEqual([{ confirmed: '0', accepted: '30', missing: '0' }])
  const asked = await mailTo(hub.stateDirectory, 'buehne@beispiel.example', /Probebühne/)
  expect(asked.text).toContain('Raum für die Werkstatt (Beispiel)')
  const confirmed = await make<Match>(giving, changes.confirm, { id, version: accepted.version })
  expect(confirmed.status).toBe('CONFIRMED')

  // Seen by the initiative, and by nobody it does not concern.
  expect(await received(asking, initiative)).toEqual([{ confirmed: '30', accepted: '0', missing: '0' }])
  const told = await mailTo(hub.stateDirectory, 'werkstatt@beispiel.example', /Raum für die Werkstatt/)
  expect(told.text).toContain('Probebühne (Beispiel)')
  const stranger = await signUp(hub, 'gast@beispiel.example')
  expect(await stranger.data('query ($id: ID!) { match(id: $id) { id } }', { id })).toEqual({ match: null })
  expect(await proposalsFor(coordinator, initiative)).toEqual([])
  const table = await coordinator.get('/exports/matches.csv?status=CONFIRMED&lang=en')
  expect([table.status, table.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(await table.text()).toContain('Room for the workshop (example)')
  expect((await stranger.get('/exports/matches.csv')).status).toBe(403)

  // Released, and matched again.
  const released = await make<Match>(giving, changes.release, {
    id,
    version: confirmed.version,
    reason: 'Die Bühne wird umgebaut.',
  })
  expect(released.status).toBe('RELEASED')
  expect(await received(asking, initiative)).toEqual([{ confirmed: '0', accepted: '0', missing: '30' }])
  const [again] = await proposalsFor(coordinator, initiative)
  expect(again).toMatchObject({ status: 'PROPOSED', need: { id: need.id }, resource: { id: room.id } })
})
