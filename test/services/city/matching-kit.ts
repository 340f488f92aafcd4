import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Config } from '../../../platform/config/config.js'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { coordinator } from '../../kit/callers.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'

/** City with organizations and initiatives of the example, of which nobody needs or offers anything. */
export async function startTown(adapt?: (config: Config) => Config): Promise<RunningService> {
  const service = await startService(city, {
    now,
    example: true,
    beside: [identity],
    ...(adapt && { adapt }),
  })
  await clearGoods(service)
  return service
}

/** Removes everything that is needed and offered, with what came of it. */
export async function clearGoods(service: RunningService): Promise<void> {
  await service.database.rows(sql`update city.match set status = 'RELEASED', end_reason = 'Ende'
    where status in ('ACCEPTED', 'CONFIRMED')`)
  await clearRuns(service)
  for (const table of ['resource', 'need'])
    await service.database.rows(sql`delete from ${sql.table(`city.${table}`)}`)
}

/** Removes all runs, with what they proposed. */
export async function clearRuns({ database }: RunningService): Promise<void> {
  for (const table of ['match', 'matching_run'])
    await database.rows(sql`delete from ${sql.table(`city.${table}`)}`)
}

/**
 * Writes many needs of seats and many rooms with seats past the mutations, each with hours and a place of its own, so
 * that there is much to compare.
 */
export async function fillTown({ database }: RunningService, needs: number, rooms: number): Promise<void> {
  const goods = sql`'SPACE' as kind, 'SEATS' as unit, (5 + g % 40)::numeric as amount, false as splittable,
    jsonb_build_object('timeZone', 'Europe/Berlin', 'dates', '[]'::jsonb, 'closedOn', '[]'::jsonb,
      'weekly', jsonb_build_array(jsonb_build_object(
        'days', jsonb_build_array((array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[1 + g % 7]),
        'from', to_char(time '08:00' + (g % 400) * interval '1 minute', 'HH24:MI'),
        'to', to_char(time '10:00' + (g % 600) * interval '1 minute', 'HH24:MI')))) as availability,
    51 + (g % 97) / 500.0 as lat, 6.2 + (g % 89) / 400.0 as lon, 6000 as radius_metres`
  await database.rows(sql`insert into city.need
      (id, title, organization_id, initiative_id, kind, unit, amount, splittable, availability, lat, lon, radius_metres)
    select 'need-' || g, '{"DE": "Raum"}', 'org-klimawerk', 'ini-klimastationen', ${goods}
    from generate_series(1, ${needs}::int) g`)
  await database.rows(sql`insert into city.resource
      (id, title, organization_id, sharing, kind, unit, amount, splittable, availability, lat, lon, radius_metres)
    select 'room-' || g, '{"DE": "Saal"}', 'org-nachbarn', 'EXCLUSIVE', ${goods}
    from generate_series(1, ${rooms}::int) g`)
}

/** Hours every week on the town's clock. */
export function weekly(days: readonly string[], from: string, to: string) {
  return { timeZone: 'Europe/Berlin', weekly: [{ days, from, to }], dates: [], closedOn: [] }
}

const mutations = {
  startMatchingRun: '$input: MatchingRunInput!',
  cancelMatchingRun: '$id: ID!',
  updateMatchingPolicy: '$version: Int!, $input: MatchingPolicyChanges!, $reason: String!',
} as const

export type Mutation = keyof typeof mutations

export interface Asking {
  caller?: Caller | undefined
  idempotencyKey?: string
  lang?: 'DE' | 'EN'
  selection?: string
}

/** Sends a mutation with a key of its own, and gives what came back. */
export function attempt(
  service: RunningService,
  mutation: Mutation,
  variables: Record<string, unknown>,
  { caller = coordinator, idempotencyKey = randomUUID(), lang = 'EN', selection }: Asking = {},
): Promise<GraphqlAnswer> {
  const declared = mutations[mutation]
  const names = [...declared.matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`)
  const usual = mutation === 'updateMatchingPolicy' ? 'version' : 'id status'
  return service.query(
    `mutation ($idempotencyKey: String!, $lang: Language!, ${declared}) {
      done: ${mutation}(idempotencyKey: $idempotencyKey, lang: $lang, ${names.join(', ')}) { ${selection ?? usual} }
    }`,
    { idempotencyKey, lang, ...variables },
    caller,
  )
}

/** Sends a mutation that must succeed. */
export async function done<Result = { id: string; status: string }>(
  ...call: Parameters<typeof attempt>
): Promise<Result> {
  const { data, errors } = await attempt(...call)
  expect({ mutation: call[1], errors }).toEqual({ mutation: call[1], errors: undefined })
  return (data as unknown as { done: Result }).done
}

/** Sends a mutation that must be refused, and gives the code and what else the refusal holds. */
export async function refusal(...call: Parameters<typeof attempt>): Promise<Record<string, unknown>> {
  const { data, errors = [] } = await attempt(...call)
  expect({ mutation: call[1], data }).toMatchObject({ mutation: call[1], data: { done: null } })
  return { message: errors[0]?.message, ...errors[0]?.extensions }
}

/** Starts a run, and gives its id; it waits for the job. */
export async function queued(
  service: RunningService,
  input: Record<string, unknown> = {},
  asking: Asking = {},
): Promise<string> {
  const { id, status } = await done(service, 'startMatchingRun', { input }, asking)
  expect(status).toBe('QUEUED')
  return id
}

/** Starts a run and lets it come to its end. */
export async function ran(service: RunningService, input: Record<string, unknown> = {}): Promise<ShownRun> {
  const id = await queued(service, input)
  await service.runJob('matching-runs')
  return runOf(service, id)
}

/** Waits until something is so; for at most 20 s. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let left = 400; !(await isSo()); left--) {
    if (left === 0) throw new Error('It did not become so within 20 s')
    await sleep(50)
  }
}

export interface ShownMatch {
  id: string
  status: string
  score: number
  need: { id: string }
  resource: { id: string }
  quantity: { amount: string; unit: string }
  alternatives: { score: number; resource: { id: string }; quantity: { amount: string } }[]
  explanation: { term: string; points: number; weight: number; contribution: number; text: string }[]
}

export interface ShownRun {
  id: string
  status: string
  progress: { step: string | null; done: number; total: number; percent: number } | null
  policy: { version: number }
  horizon: { from: string; to: string } | null
  counts: { needs: number; resources: number; proposals: number | null; unmet: number | null } | null
  objective: string | null
  bound: string | null
  gap: number | null
  stoppedBy: string | null
  seconds: number | null
  failure: { code: string; message: string } | null
  startedBy: { id: string } | null
  startedAt: string | null
  endedAt: string | null
  matches: { edges: { node: ShownMatch }[]; totalCount: number }
  unmetNeeds: {
    edges: {
      node: {
        need: { id: string }
        missing: { amount: string; unit: string }
        offered: number
        farOff: number
        givenToOthers: { id: string }[]
        explanation: string[]
        obstacles: {
          rule: string
          resources: number
          text: string
          nearest: { resource: { id: string }; miss: string }[]
        }[]
      }
    }[]
  }
}

/** A run with everything that is shown of it, in English. */
export async function runOf(
  service: RunningService,
  id: string,
  caller: Caller = coordinator,
): Promise<ShownRun> {
  const { data, errors } = await service.query(
    `query ($id: ID!) { run: matchingRun(id: $id) {
      id status progress { step done total percent } policy { version } horizon { from to }
      counts { needs resources proposals unmet } objective bound gap stoppedBy seconds
      failure(lang: EN) { code message } startedBy { id } startedAt endedAt
      matches(first: 100) { totalCount edges { node {
        id status score need { id } resource { id } quantity { amount unit }
        alternatives { score resource { id } quantity { amount } }
        explanation { term points weight contribution text(lang: EN) }
      } } }
      unmetNeeds(first: 100) { edges { node {
        need { id } missing { amount unit } offered farOff givenToOthers { id } explanation(lang: EN)
        obstacles { rule resources text(lang: EN) nearest { resource { id } miss(lang: EN) } }
      } } }
    } }`,
    { id },
    caller,
  )
  expect({ errors }).toEqual({ errors: undefined })
  return (data as unknown as { run: ShownRun }).run
}

/** What a run proposed: need, resource, amount, as texts in order. */
export function proposed({ matches }: ShownRun): string[] {
  return matches.edges
    .map(({ node: { need, resource, quantity } }) => `${need.id} ${resource.id} ${quantity.amount}`)
    .sort()
}
