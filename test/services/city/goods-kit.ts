import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { GraphqlAnswer, RunningService } from '../../kit/service.js'

/** What is sent to offer, state, change or withdraw something; the key is a new one unless it is given. */
export interface Sent {
  caller?: Caller
  idempotencyKey?: string
  lang?: 'DE' | 'EN'
  [argument: string]: unknown
}

/** GraphQL types of the arguments the mutations of resources and needs take. */
const types: Record<string, string> = {
  organizationId: 'ID!',
  initiativeId: 'ID!',
  id: 'ID!',
  version: 'Int!',
  reason: 'String!',
  idempotencyKey: 'String!',
  lang: 'Language!',
}

const inputs: Record<string, string> = {
  offerResource: 'ResourceInput!',
  updateResource: 'ResourceChangesInput!',
  stateNeed: 'NeedInput!',
  updateNeed: 'NeedChangesInput!',
}

/** Sends a mutation; `data.done` is what it gives. */
export function send(
  service: RunningService,
  mutation: string,
  selection: string,
  { caller, idempotencyKey = randomUUID(), ...given }: Sent,
): Promise<GraphqlAnswer> {
  const variables = { ...given, idempotencyKey }
  const declared = Object.keys(variables).map((name) => `$${name}: ${types[name] ?? inputs[mutation]}`)
  const passed = Object.keys(variables).map((name) => `${name}: $${name}`)
  const query = `mutation (${declared.join(', ')}) { done: ${mutation}(${passed.join(', ')}) { ${selection} } }`
  return service.query(query, variables, caller)
}

/** As `send`, and expects it to be done. */
export async function done<Row>(...sending: Parameters<typeof send>): Promise<Row> {
  const { data, errors } = await send(...sending)
  expect({ sending: sending.slice(1), errors }).toEqual({ sending: sending.slice(1), errors: undefined })
  return (data as unknown as { done: Row }).done
}

/** As `send`, and gives the extensions of the refusal that is expected. */
export async function refused(...sending: Parameters<typeof send>): Promise<Record<string, unknown>> {
  const { data, errors } = await send(...sending)
  expect(data).toEqual({ done: null })
  return errors?.[0]?.extensions ?? {}
}

/** Paths and codes of a refusal's problems, in the order of the paths. */
export function problemsOf(extensions: Record<string, unknown>): [string, string][] {
  const problems = extensions.problems as { path: (string | number)[]; code: string }[]
  return problems.map(({ path, code }): [string, string] => [path.join('.'), code]).sort()
}

export interface Told {
  type: string
  audience: string
  organizationId: string
  field: string | null
  districts: string[]
  data: Record<string, unknown>
}

/** Events about something, oldest first. */
export function eventsOf({ database }: RunningService, id: string): Promise<Told[]> {
  return database.rows<Told>(
    sql`select type, audience, organization_id as "organizationId", field, districts, data
        from city.event where entity_id = ${id} order by seq`,
  )
}

/** Entries of the audit trail about something, oldest first. */
export async function entriesOf({ database }: RunningService, id: string) {
  const rows = await database.rows<{ content: string }>(
    sql`select content from audit.entry where entity_id = ${id} order by seq`,
  )
  return rows.map(({ content }) => JSON.parse(content) as Record<string, unknown>)
}
