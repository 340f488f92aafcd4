import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { sql } from 'kysely'
import { type Term, terms } from '../../../matching/score/terms.js'
import type { Caller } from '../../../platform/caller/caller.js'
import { coordinator, memberOf } from '../../kit/callers.js'
import type { RunningService } from '../../kit/service.js'
import { now } from './kit.js'

/** Of the example content: who offers, and who has the initiative with the needs. */
export const providerId = 'org-nachbarn'
export const seekerId = 'org-klimawerk'
/** Published. */
export const initiativeId = 'ini-klimastationen'
export const provider = memberOf(providerId)
export const seeker = memberOf(seekerId)
export const stranger = memberOf('org-radkreis')

export const weights: Readonly<Record<Term, number>> = {
  SKILLS: 25,
  DISTANCE: 15,
  OVERLAP: 15,
  PRIORITY: 20,
  URGENCY: 10,
  FAIRNESS: 10,
  COST: 5,
}
const points = Object.fromEntries(terms.map((term) => [term, 800]))

/** Columns that differ from those of a hall with 40 seats one at a time uses, or of a need of 40 seats. */
export type Columns = Record<string, unknown>

const usual = {
  kind: 'SPACE',
  amount: '40',
  unit: 'SEATS',
  splittable: false,
  skills: [],
  status: 'OPEN',
  version: 1,
}

/** Writes resources past the mutations, and gives their ids. */
export function makeResources(service: RunningService, ...resources: readonly Columns[]): Promise<string[]> {
  const own = { title: { DE: 'Saal', EN: 'Hall' }, organization_id: providerId, sharing: 'EXCLUSIVE' }
  const eligible = { eligible_fields: [], eligible_organization_kinds: [], eligible_districts: [] }
  return insert(
    service,
    'resource',
    resources.map((columns) => ({ ...usual, ...own, ...eligible, ...columns })),
  )
}

/** Writes needs past the mutations, and gives their ids. */
export function makeNeeds(service: RunningService, ...needs: readonly Columns[]): Promise<string[]> {
  const own = {
    title: { DE: 'Raum für Treffen', EN: 'Room to meet' },
    organization_id: seekerId,
    initiative_id: initiativeId,
  }
  return insert(
    service,
    'need',
    needs.map((columns) => ({ ...usual, ...own, ...columns })),
  )
}

async function insert({ database }: RunningService, table: string, rows: readonly Columns[]) {
  const whole = rows.map((row) => ({ id: randomUUID(), ...row }))
  const columns = sql.join(
    [...new Set(whole.flatMap((row) => Object.keys(row)))].map((name) => sql.ref(name)),
  )
  const target = sql.table(`city.${table}`)
  await database.rows(sql`insert into ${target} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${target}, ${JSON.stringify(whole)}::jsonb)`)
  return whole.map(({ id }) => id)
}

/** Hours of a day, as a range of moments. */
export function hours(day: string, from: number, to: number): string {
  const at = (hour: number) => new Date(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000).toISOString()
  return `[${at(from)},${at(to)})`
}

export interface NewMatch {
  need: string
  resource: string
  amount?: string
  /** Ranges of moments. */
  during?: readonly string[]
  status?: string
  run?: string | null
  score?: number
  createdAt?: Date
}

export const usualHours = [hours('2026-12-01', 9, 12)]

/** Writes a finished run, and gives its id. */
export async function makeRun({ database }: RunningService): Promise<string> {
  const id = randomUUID()
  await database.rows(sql`insert into city.matching_run
      (id, status, policy_version, scope, time_limit_ms, started_by, request_id, created_at)
    values (${id}, 'FINISHED', 1, '{}', 1000, 'coordinator', 'request', ${now})`)
  return id
}

/** Writes matches as a run does, and gives their ids. */
export async function makeMatches(
  service: RunningService,
  ...matches: readonly NewMatch[]
): Promise<string[]> {
  const [first] = matches
  const run = first?.run === undefined ? await makeRun(service) : first.run
  return insert(
    service,
    'match',
    matches.map((match) => ({
      need_id: match.need,
      resource_id: match.resource,
      run_id: match.run ?? run,
      amount: match.amount ?? '40',
      during: `{${(match.during ?? usualHours).join(',')}}`,
      status: match.status ?? 'PROPOSED',
      score: match.score ?? 800,
      terms: points,
      alternatives: [],
      version: 1,
      created_at: match.createdAt ?? now,
      end_reason: match.status === 'DECLINED' ? 'ein Grund' : null,
      ended_at: match.status === 'DECLINED' ? now : null,
      accepted_at: ['ACCEPTED', 'CONFIRMED'].includes(match.status ?? '') ? now : null,
    })),
  )
}

/** The proposal to give a resource to a need; each is a new one, with these columns, unless it is named by its id. */
export async function makeProposal(
  service: RunningService,
  {
    need = {},
    resource = {},
    ...match
  }: { need?: Columns | string; resource?: Columns | string } & Partial<
    Omit<NewMatch, 'need' | 'resource'>
  > = {},
) {
  const [needId = ''] = typeof need === 'string' ? [need] : await makeNeeds(service, need)
  const [resourceId = ''] = typeof resource === 'string' ? [resource] : await makeResources(service, resource)
  const [id = ''] = await makeMatches(service, { ...match, need: needId, resource: resourceId })
  return { id, needId, resourceId }
}

export const matchSelection = `id status version quantity { amount unit } span { from to } confirmBy endReason
  acceptedAt confirmedAt endedAt`

export interface ShownMatch {
  id: string
  status: string
  version: number
  quantity: { amount: string; unit: string }
  span: { from: string; to: string }
  confirmBy: string | null
  endReason: string | null
  acceptedAt: string | null
  confirmedAt: string | null
  endedAt: string | null
}

const types: Readonly<Record<string, string>> = {
  id: 'ID!',
  version: 'Int!',
  amount: 'String',
  reason: 'String!',
  needId: 'ID!',
  resourceId: 'ID!',
  windows: '[TimeWindowInput!]',
  lang: 'Language',
  idempotencyKey: 'String!',
}

export interface Outcome {
  match: ShownMatch | null
  code?: unknown
  message?: string
  extensions: Record<string, unknown>
}

/** Sends a mutation of matches, and gives what came of it. */
export async function attempt(
  service: Pick<RunningService, 'query'>,
  mutation: string,
  given: Record<string, unknown>,
  caller: Caller = coordinator,
): Promise<Outcome> {
  const variables: Record<string, unknown> = { idempotencyKey: randomUUID(), ...given }
  const typeOf = (name: string) => (name === 'amount' && mutation !== 'acceptMatch' ? 'String!' : types[name])
  const declared = Object.keys(variables).map((name) => `$${name}: ${typeOf(name)}`)
  const passed = Object.keys(variables).map((name) => `${name}: $${name}`)
  const { data, errors = [] } = await service.query(
    `mutation (${declared.join(', ')}) { done: ${mutation}(${passed.join(', ')}) { ${matchSelection} } }`,
    variables,
    caller,
  )
  const [error] = errors
  return {
    match: (data as unknown as { done: ShownMatch | null } | null)?.done ?? null,
    extensions: error?.extensions ?? {},
    ...(error && { code: error.extensions?.code, message: error.message }),
  }
}

/** As `attempt`, and expects it to be done. */
export async function done(...sending: Parameters<typeof attempt>): Promise<ShownMatch> {
  const { match, ...refusal } = await attempt(...sending)
  expect({ mutation: sending[1], ...refusal }).toEqual({ mutation: sending[1], extensions: {} })
  return match as ShownMatch
}

/** A match taken to a state by who may. */
export async function matchIn(
  service: RunningService,
  status: string,
  proposal?: Parameters<typeof makeProposal>[1],
) {
  const made = await makeProposal(service, proposal)
  const { id } = made
  const reason = 'ein Grund'
  const steps: Record<string, [mutation: string, caller: Caller, given?: object][]> = {
    PROPOSED: [],
    DECLINED: [['declineMatch', coordinator, { reason }]],
    ACCEPTED: [['acceptMatch', coordinator]],
    REFUSED: [
      ['acceptMatch', coordinator],
      ['refuseMatch', provider, { reason }],
    ],
    CONFIRMED: [
      ['acceptMatch', coordinator],
      ['confirmMatch', provider],
    ],
    RELEASED: [
      ['acceptMatch', coordinator],
      ['releaseMatch', coordinator, { reason }],
    ],
  }
  let version = 1
  for (const [mutation, caller, given] of steps[status] ?? []) {
    ;({ version } = await done(service, mutation, { id, version, ...given }, caller))
  }
  return { ...made, version }
}

/** What is booked of a resource, what is free of it at each moment, and what a need lacks. */
export async function ledger(
  { database }: RunningService,
  { needId, resourceId }: { needId: string; resourceId: string },
) {
  const bookings = await database.rows<{ during: string }>(
    sql`select during::text from city.booking where resource_id = ${resourceId} order by during`,
  )
  const slices = await database.rows<{ free: string; bounded: boolean }>(
    sql`select trim_scale(free)::text as free, not (lower_inf(during) or upper_inf(during)) as bounded
        from city.resource_slice where resource_id = ${resourceId} order by during`,
  )
  const [balance] = await database.rows<{ missing: string }>(
    sql`select trim_scale(missing)::text as missing from city.need_balance where need_id = ${needId}`,
  )
  return {
    bookings: bookings.length,
    free: slices.map(({ free }) => free),
    missing: balance?.missing ?? null,
  }
}
