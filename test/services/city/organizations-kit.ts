import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import type { Caller } from '../../../platform/caller/caller.js'
import type { GraphqlAnswer, RunningService } from '../../kit/service.js'

/** What a person says of an organization that is about to be registered. */
export const details = {
  name: 'Bücherstube Holzweiler e.V.',
  kind: 'ASSOCIATION',
  fields: ['EDUCATION', 'SOCIETY'],
  registerNumber: 'VR 4711, Amtsgericht Mönchengladbach',
  address: { street: 'Lesegasse 3', postalCode: '41812', place: 'Erkelenz' },
  webAddress: 'https://www.buecherstube.example/verein',
  contact: { name: 'Berta Buch', email: 'berta@buecherstube.example', phone: '0000 123' },
  district: '05370004-09',
}

/** Another organization that resembles no other: the name is made of its own letters. */
export function unlike(name: string) {
  return { ...details, name, registerNumber: null, webAddress: null }
}

const argumentTypes = {
  registerOrganization: '$input: OrganizationInput!, $notADuplicateOf: [ID!]',
  updateOrganization: '$id: ID!, $version: Int!, $input: OrganizationInput!',
  verifyOrganization: '$id: ID!, $version: Int!, $until: LocalDate!',
  suspendOrganization: '$id: ID!, $version: Int!, $reason: String!',
  liftSuspension: '$id: ID!, $version: Int!, $reason: String!',
  mergeOrganizations:
    '$source: ID!, $target: ID!, $sourceVersion: Int!, $targetVersion: Int!, $reason: String!',
} as const

export type Mutation = keyof typeof argumentTypes

interface Asking {
  caller?: Caller | undefined
  idempotencyKey?: string
  lang?: 'DE' | 'EN'
  selection?: string
}

/** Sends a mutation with its own key, and gives what came back. */
export function attempt(
  service: RunningService,
  mutation: Mutation,
  variables: Record<string, unknown>,
  { caller, idempotencyKey = randomUUID(), lang = 'DE', selection = 'id version status' }: Asking = {},
): Promise<GraphqlAnswer> {
  const declared = argumentTypes[mutation]
  const names = [...declared.matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`)
  return service.query(
    `mutation ($idempotencyKey: String!, $lang: Language!, ${declared}) {
      done: ${mutation}(idempotencyKey: $idempotencyKey, lang: $lang, ${names.join(', ')}) { ${selection} }
    }`,
    { idempotencyKey, lang, ...variables },
    caller,
  )
}

export interface Written {
  id: string
  version: number
  status: string
}

/** Sends a mutation that must succeed. */
export async function done<Result = Written>(
  service: RunningService,
  mutation: Mutation,
  variables: Record<string, unknown>,
  asking: Asking = {},
): Promise<Result> {
  const { data, errors } = await attempt(service, mutation, variables, asking)
  expect({ mutation, variables, errors }).toEqual({ mutation, variables, errors: undefined })
  return (data as unknown as { done: Result }).done
}

/** Sends a mutation that must be refused, and gives the code and what else the refusal holds. */
export async function refused(
  service: RunningService,
  mutation: Mutation,
  variables: Record<string, unknown>,
  asking: Asking = {},
): Promise<Record<string, unknown> & { message: string }> {
  const { data, errors = [] } = await attempt(service, mutation, variables, asking)
  expect({ mutation, variables, data }).toMatchObject({ mutation, variables, data: { done: null } })
  return { message: errors[0]?.message ?? '', ...errors[0]?.extensions }
}

/** Asks as somebody, expects no error. */
export async function ask<Data>(
  service: RunningService,
  query: string,
  variables?: Record<string, unknown>,
  caller?: Caller,
): Promise<Data> {
  const { data, errors } = await service.query(query, variables, caller)
  expect({ query, variables, errors }).toEqual({ query, variables, errors: undefined })
  return data as Data
}

/** Names of the organizations somebody finds, by name. */
export async function namesFound(
  service: RunningService,
  filter: Record<string, unknown> = {},
  caller?: Caller,
): Promise<string[]> {
  const { organizations } = await ask<{ organizations: { edges: { node: { name: string } }[] } }>(
    service,
    'query ($filter: OrganizationFilter) { organizations(first: 100, filter: $filter) { edges { node { name } } } }',
    { filter },
    caller,
  )
  return organizations.edges.map(({ node }) => node.name)
}

/** Makes the accounts behind callers, as if they had signed up. */
export async function makeAccounts(service: RunningService, ...callers: readonly Caller[]): Promise<void> {
  await asOwner(service, async (owner) => {
    for (const { subject } of callers) {
      await owner.query(
        `insert into identity.account (id, name, email, created_at, updated_at) values ($1, $1, $2, now(), now())`,
        [subject, `${subject}@example.org`],
      )
    }
  })
}

/** Works as the database's owner, for what the service itself may not see. */
export async function asOwner<Result>(
  { config }: RunningService,
  work: (owner: pg.Client) => Promise<Result>,
): Promise<Result> {
  const owner = new pg.Client({ connectionString: config.database.url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/** The events about an organization, oldest first. */
export function eventsOf({ database }: RunningService, id: string) {
  return database.rows<{ type: string; audience: string; data: Record<string, unknown> }>(
    sql`select type, audience, data from city.event where organization_id = ${id} order by seq`,
  )
}

/** What the audit trail holds of an organization itself, oldest first. */
export async function trailOf({ database }: RunningService, id: string): Promise<Record<string, unknown>[]> {
  const rows = await database.rows<{ content: string }>(
    sql`select content from audit.entry where entity = 'Organization' and entity_id = ${id} order by seq`,
  )
  return rows.map(({ content }) => JSON.parse(content))
}
