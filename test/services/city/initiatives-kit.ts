import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { coordinator, memberOf } from '../../kit/callers.js'
import type { RunningService } from '../../kit/service.js'

/** An organization of the example content that is verified, and the people round it. */
export const organization = 'org-klimawerk'
export const member = memberOf(organization)
export const stranger = memberOf('org-radkreis')
/** A coordinator who belongs to the organization. */
export const partial: Caller = { ...memberOf(organization), subject: 'partial', roles: ['coordinator'] }

const argumentTypes = {
  id: 'ID!',
  version: 'Int!',
  reason: 'String!',
  publishAt: 'DateTime',
  organization: 'ID',
  lang: 'Language',
  idempotencyKey: 'String!',
} as const

const inputTypes: Readonly<Record<string, string>> = {
  draftInitiative: 'InitiativeDraftInput!',
  updateInitiative: 'InitiativeChangesInput!',
  proposeChange: 'InitiativeChangesInput!',
  updateProposal: 'InitiativeChangesInput!',
}

export interface Written {
  id: string
  version: number
  status: string
}

export interface Outcome {
  written: Written | null
  code?: unknown
  message?: string
  extensions?: Record<string, unknown>
}

/** Runs a mutation and gives what it has written, or the refusal. */
export async function attempt(
  service: RunningService,
  caller: Caller | undefined,
  mutation: string,
  args: Record<string, unknown>,
  selection = '{ id version status }',
): Promise<Outcome> {
  const variables: Record<string, unknown> = { idempotencyKey: randomUUID(), ...args }
  const declared = Object.keys(variables).map((name) => {
    const type = name === 'input' ? inputTypes[mutation] : argumentTypes[name as keyof typeof argumentTypes]
    return `$${name}: ${type}`
  })
  const passed = Object.keys(variables).map((name) => `${name}: $${name}`)
  const { data, errors } = await service.query(
    `mutation (${declared.join(', ')}) { written: ${mutation}(${passed.join(', ')}) ${mutation === 'deleteDraft' ? '' : selection} }`,
    variables,
    caller,
  )
  const [error] = errors ?? []
  return {
    written: (data?.written ?? null) as Written | null,
    ...(error && {
      code: error.extensions?.code,
      message: error.message,
      extensions: error.extensions ?? {},
    }),
  }
}

/** Runs a mutation that must succeed. */
export async function done(...call: Parameters<typeof attempt>): Promise<Written> {
  const { written, ...refusal } = await attempt(...call)
  expect({ mutation: call[2], ...refusal }).toEqual({ mutation: call[2] })
  return written as Written
}

/** Everything a partner writes so that an initiative can be published. */
export const complete = {
  title: { de: 'Balkonkraft', en: 'Balcony power' },
  summary: { de: 'Nachbarn helfen beim Aufbau.' },
  field: 'CLIMATE',
  districts: ['05370004-02', '05370004-01'],
  startsOn: '2026-12-01',
  endsOn: '2027-12-01',
  analogAccess: [{ kind: 'PHONE', value: '02431 12345', hours: { de: 'werktags 9–12 Uhr' } }],
  contact: { name: 'Ada Amsel', email: 'ada@klimawerk.example' },
}

/** An initiative of the organization, taken to a state by who may. */
export async function initiativeIn(
  service: RunningService,
  status: string,
  input: Record<string, unknown> = complete,
): Promise<Written> {
  const draft = await done(service, member, 'draftInitiative', { organization, input })
  const reason = 'ein Grund'
  const steps: Record<string, [Caller, string, Record<string, unknown>?][]> = {
    DRAFT: [],
    SUBMITTED: [[member, 'submitInitiative']],
    CHANGES_REQUESTED: [
      [member, 'submitInitiative'],
      [coordinator, 'requestChanges', { reason }],
    ],
    REJECTED: [
      [member, 'submitInitiative'],
      [coordinator, 'rejectInitiative', { reason }],
    ],
    SCHEDULED: [
      [member, 'submitInitiative'],
      [coordinator, 'approveInitiative', { publishAt: '2026-12-24T17:00:00Z' }],
    ],
    PUBLISHED: [
      [member, 'submitInitiative'],
      [coordinator, 'approveInitiative'],
    ],
    PAUSED: [
      [member, 'submitInitiative'],
      [coordinator, 'approveInitiative'],
      [member, 'pauseInitiative', { reason }],
    ],
    ENDED: [
      [member, 'submitInitiative'],
      [coordinator, 'approveInitiative'],
      [member, 'endInitiative', { reason }],
    ],
  }
  let written = draft
  for (const [caller, mutation, args] of steps[status] ?? []) {
    written = await done(service, caller, mutation, { id: written.id, version: written.version, ...args })
  }
  expect(written.status).toBe(status)
  return written
}

export interface StoredEvent {
  type: string
  audience: string
  organizationId: string | null
  field: string
  districts: string[]
  data: Record<string, unknown>
}

/** Events about an initiative, oldest first. */
export function eventsOf(service: RunningService, id: string): Promise<StoredEvent[]> {
  return service.database.rows<StoredEvent>(sql`select type, audience, organization_id as "organizationId", field,
    districts, data from city.event where entity_id = ${id} order by seq`)
}
