import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Database } from '../../../platform/database/database.js'
import type { JobContext } from '../../../platform/service/job.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { registerInBulk } from '../../../services/city/bulk-registration/run/register-in-bulk.job.js'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { asOwner } from './organizations-kit.js'

/** An organization of the example content that is verified, and who acts for it. */
export const organization = 'org-klimawerk'
export const ada: Caller = {
  subject: 'ada',
  roles: [],
  memberships: [{ organization, role: 'MEMBER' }],
}
export const ben: Caller = { ...ada, subject: 'ben' }
export const key: Caller = {
  subject: 'key:bulk',
  roles: [],
  memberships: [{ organization, role: 'MEMBER' }],
  scopes: ['read', 'initiatives:write'],
}
/** A coordinator who acts for the town's own organization. */
export const clerk: Caller = { subject: 'clerk', roles: ['coordinator'], memberships: [] }

/** City with the identity service's tables, in which the callers are who they say. */
export async function startCity(): Promise<RunningService> {
  const service = await startService(city, { now, example: true, beside: [identity] })
  await asOwner(service, async (owner) => {
    for (const { subject } of [ada, ben, clerk]) {
      await owner.query(
        `insert into identity.account (id, name, email, email_verified, created_at, updated_at)
         values ($1, $1, $1 || '@example.org', true, now(), now())`,
        [subject],
      )
    }
    await owner.query(
      `insert into identity.town_role (account_id, role, granted_at) values ('clerk', 'coordinator', now())`,
    )
    await giveRights(owner)
  })
  return service
}

type Owner = Parameters<Parameters<typeof asOwner>[1]>[0]

/** Ada and Ben are members, and the key is valid. */
export async function giveRights(owner: Owner): Promise<void> {
  for (const { subject } of [ada, ben]) {
    await owner.query(
      `insert into identity.membership values ($1, $2, 'MEMBER', now()) on conflict do nothing`,
      [organization, subject],
    )
  }
  await owner.query(
    `insert into identity.api_key (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
     values ('bulk', $1, 'k', 'p', sha256('k'), '{read,initiatives:write}', 'ada', now(), $2)
     on conflict (id) do update set revoked_at = null`,
    [organization, new Date(now.getTime() + 86_400_000)],
  )
}

const mutations = {
  startRegistration:
    '$organizationId: ID!, $format: RegistrationFormat!, $dryRun: Boolean!, $submit: Boolean!, $fileName: String',
  addToRegistration: '$id: ID!, $part: Int!, $content: String!',
  runRegistration: '$id: ID!, $parts: Int!',
  cancelRegistration: '$id: ID!',
} as const

export type Mutation = keyof typeof mutations

export interface Asking {
  caller?: Caller | undefined
  idempotencyKey?: string
  lang?: 'DE' | 'EN'
}

/** Sends a mutation with a key of its own, and gives what came back. */
export function attempt(
  service: RunningService,
  mutation: Mutation,
  variables: Record<string, unknown>,
  { caller = ada, idempotencyKey = randomUUID(), lang = 'EN' }: Asking = {},
): Promise<GraphqlAnswer> {
  const declared = mutations[mutation]
  const names = [...declared.matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`)
  return service.query(
    `mutation ($idempotencyKey: String!, $lang: Language!, ${declared}) {
      done: ${mutation}(idempotencyKey: $idempotencyKey, lang: $lang, ${names.join(', ')}) { id status }
    }`,
    { idempotencyKey, lang, ...variables },
    caller,
  )
}

/** Sends a mutation that must succeed. */
export async function done(...call: Parameters<typeof attempt>): Promise<{ id: string; status: string }> {
  const { data, errors } = await attempt(...call)
  expect({ mutation: call[1], errors }).toEqual({ mutation: call[1], errors: undefined })
  return (data as unknown as { done: { id: string; status: string } }).done
}

/** Sends a mutation that must be refused, and gives the code and what else the refusal holds. */
export async function refusal(...call: Parameters<typeof attempt>): Promise<Record<string, unknown>> {
  const { data, errors = [] } = await attempt(...call)
  expect({ mutation: call[1], data }).toMatchObject({ mutation: call[1], data: { done: null } })
  return { message: errors[0]?.message, ...errors[0]?.extensions }
}

export interface Filing {
  caller?: Caller
  organizationId?: string
  format?: 'CSV' | 'JSON'
  dryRun?: boolean
  submit?: boolean
}

export function started(service: RunningService, filing: Filing = {}, asking: Asking = {}) {
  const { caller = ada, format = 'CSV', dryRun = false, submit = false } = filing
  const variables = { organizationId: filing.organizationId ?? organization, format, dryRun, submit }
  return done(service, 'startRegistration', { ...variables, fileName: 'test' }, { caller, ...asking })
}

/** Sends a whole file, cut into pieces of so many characters, and lets it run; the job is not run yet. */
export async function filed(
  service: RunningService,
  content: string,
  filing: Filing = {},
  pieceLength = 100_000,
): Promise<string> {
  const caller = filing.caller ?? ada
  const { id } = await started(service, filing)
  const parts = Math.ceil(content.length / pieceLength)
  for (let part = 1; part <= parts; part++) {
    const piece = content.slice((part - 1) * pieceLength, part * pieceLength)
    await done(service, 'addToRegistration', { id, part, content: piece }, { caller })
  }
  await done(service, 'runRegistration', { id, parts }, { caller })
  return id
}

export interface Report {
  status: string
  failure: { code: string; message: string } | null
  progress: Record<string, number>
  rows: ReportedRow[]
}

export interface ReportedRow {
  row: number
  line: number | null
  externalId: string | null
  outcome: string
  initiative: Record<string, unknown> | null
  problems: { path: string[]; code: string; message: string }[]
}

/** The report of a registration, with its first hundred rows. */
export async function reportOf(
  service: RunningService,
  id: string,
  { caller = ada, lang = 'EN', outcome }: { caller?: Caller; lang?: string; outcome?: string } = {},
): Promise<Report> {
  const { data, errors } = await service.query(
    `query ($id: ID!, $lang: Language!, $outcome: RowOutcome) {
      registration: initiativeRegistration(id: $id) {
        status failure(lang: $lang) { code message }
        progress { total done registered valid refused alreadyThere }
        rows(first: 100, outcome: $outcome) { edges { node {
          row line externalId outcome initiative { id title summary status } problems(lang: $lang) { path code message }
        } } }
      }
    }`,
    { id, lang, outcome },
    caller,
  )
  expect({ errors }).toEqual({ errors: undefined })
  const { registration } = data as unknown as {
    registration: Omit<Report, 'rows'> & { rows: { edges: { node: ReportedRow }[] } }
  }
  return { ...registration, rows: registration.rows.edges.map(({ node }) => node) }
}

/** What a process that runs the job works with. */
export function jobContext(service: RunningService, database: Database = service.database): JobContext {
  return {
    config: service.config,
    database,
    logger: createLogger(service.config.log, 'test'),
    now,
    clock: () => now,
    signal: new AbortController().signal,
  }
}

export function runJob(service: RunningService, context: JobContext = jobContext(service)): Promise<void> {
  return registerInBulk.run(context)
}

export async function count(service: RunningService, table: string, where = sql`true`): Promise<number> {
  const [row] = await service.database.rows<{ count: number }>(
    sql`select count(*)::int as count from ${sql.table(table)} where ${where}`,
  )
  return row?.count ?? -1
}

const header = 'externalId,title_de,summary_de,field,districts,phone,phoneHours_de,contactName,contactEmail'

/** A CSV file of so many rows, each complete; their ids begin with the prefix. */
export function csvOf(rows: number, prefix = 'id'): string {
  const lines = Array.from(
    { length: rows },
    (_, index) =>
      `${prefix}-${index + 1},Vorhaben ${index + 1} (Beispiel),Worum es geht.,CLIMATE,05370004-01|Lövenich,02431 85-0,werktags,Ada Amsel,ada@example.org`,
  )
  return [header, ...lines, ''].join('\n')
}
