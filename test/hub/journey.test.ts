import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { type HubCommands, hubCommands } from '../kit/hub-commands.js'
import { type PeopledHub, signInCoordinator, signUp, startForPeople } from '../kit/people.js'
import { mailTo, visit } from '../kit/visitor.js'

// The hub as a user starts it; everything goes through its address, and through mails.
jest.setTimeout(120_000)

const partnerEmail = 'vorstand@lesebruecke.example'

let commands: HubCommands
let hub: PeopledHub
beforeAll(async () => {
  commands = await hubCommands()
  hub = await startForPeople(commands)
})
afterAll(() => commands.remove())

const key = () => randomUUID()

interface Versioned {
  id: string
  version: number
}

const register = `mutation ($input: OrganizationInput!, $key: String!) {
  organization: registerOrganization(input: $input, idempotencyKey: $key) { id version status } }`
const verify = `mutation ($id: ID!, $version: Int!, $until: LocalDate!, $key: String!) {
  organization: verifyOrganization(id: $id, version: $version, until: $until, idempotencyKey: $key) { status } }`
const draft = `mutation ($organization: ID!, $input: InitiativeDraftInput!, $key: String!) {
  initiative: draftInitiative(organization: $organization, input: $input, idempotencyKey: $key) { id version status } }`
const update = `mutation ($id: ID!, $version: Int!, $input: InitiativeChangesInput!, $key: String!) {
  initiative: updateInitiative(id: $id, version: $version, input: $input, idempotencyKey: $key) { id version } }`
const step = (name: string) => `mutation ($id: ID!, $version: Int!, $key: String!) {
  initiative: ${name}(id: $id, version: $version, idempotencyKey: $key, lang: EN) { id version status } }`

test('a partner signs up, registers, is verified, submits, is approved, and anybody finds the initiative', async () => {
  const anybody = visit(hub.address)
  const coordinator = await signInCoordinator(hub)
  const partner = await signUp(hub, partnerEmail)

  const { organization } = await partner.data<{ organization: Versioned & { status: string } }>(register, {
    input: {
      name: 'Lesebrücke Erkaland e.V. (Beispiel)',
      kind: 'ASSOCIATION',
      fields: ['EDUCATION'],
      address: { street: 'Beispielweg 1', postalCode: '41812', place: 'Erkelenz' },
      contact: { name: 'Erika Beispiel', email: partnerEmail },
    },
    key: key(),
  })
  expect(organization.status).toBe('REGISTERED')
  const found = '{ initiatives(filter: { text: "Lesebrücke" }) { edges { node { title } } } }'

  // The organization is there at once for who has registered it, so the initiative can follow.
  const drafted = await partner.data<{ initiative: Versioned }>(draft, {
    organization: organization.id,
    input: {
      title: { de: 'Lesebrücke für alle (Beispiel)', en: 'A bridge of books (example)' },
      field: 'EDUCATION',
    },
    key: key(),
  })
  const incomplete = await partner.query(step('submitInitiative'), { ...drafted.initiative, key: key() })
  expect(incomplete.errors?.[0]?.extensions).toMatchObject({
    code: 'INCOMPLETE',
    problems: expect.arrayContaining([
      { path: ['analogAccess'], code: expect.any(String), message: expect.any(String) },
      { path: ['contact'], code: expect.any(String), message: expect.any(String) },
    ]),
  })
  const updated = await partner.data<{ initiative: Versioned }>(update, {
    ...drafted.initiative,
    input: {
      summary: { de: 'Wir lesen mit Kindern, jede Woche.', en: 'We read with children, every week.' },
      districts: ['05370004-06'],
      contact: { name: 'Erika Beispiel', email: partnerEmail },
      analogAccess: [{ kind: 'PHONE', value: '02431 000000', hours: { de: 'Mo bis Fr 9 bis 12 Uhr' } }],
    },
    key: key(),
  })
  const submitted = await partner.data<{ initiative: Versioned & { status: string } }>(
    step('submitInitiative'),
    { ...updated.initiative, key: key() },
  )
  expect(submitted.initiative.status).toBe('SUBMITTED')
  expect(await anybody.data(found)).toEqual({ initiatives: { edges: [] } })
  const early = await partner.query(step('approveInitiative'), { ...submitted.initiative, key: key() })
  expect(early.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')

  const until = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)
  expect(await coordinator.data(verify, { ...organization, until, key: key() })).toEqual({
    organization: { status: 'VERIFIED' },
  })
  const approved = await coordinator.data<{ initiative: { status: string } }>(step('approveInitiative'), {
    ...submitted.initiative,
    key: key(),
  })
  expect(approved.initiative.status).toBe('PUBLISHED')

  expect(await anybody.data(found)).toEqual({
    initiatives: { edges: [{ node: { title: 'Lesebrücke für alle (Beispiel)' } }] },
  })
  // The decision reaches its author by mail, and the trail names everybody who took part.
  const told = await mailTo(hub.stateDirectory, partnerEmail, /Lesebrücke für alle/)
  expect(told.text).toContain('Lesebrücke für alle (Beispiel)')
  const { auditTrail } = await coordinator.data<{ auditTrail: { edges: { node: object }[] } }>(
    `query ($id: ID!) { auditTrail(filter: { entity: "Initiative", entityId: $id }, first: 1) {
      edges { node { action actor { name } } } } }`,
    { id: approved.initiative && submitted.initiative.id },
  )
  expect(auditTrail.edges).toEqual([
    { node: { action: 'approveInitiative', actor: { name: expect.stringContaining('Koordination') } } },
  ])
})
