import { sql } from 'kysely'
import type { RunningService } from '../../kit/service.js'

/** Two that offer and two that need; the town is there for what is its own. */
export const provider = 'org-halle'
export const asker = 'org-chor'
export const otherAsker = 'org-theater'

export interface Thing {
  id: string
  kind?: string
  unit?: string
  amount?: number
  organization?: string
  district?: string | null
  from?: string | null
  to?: string | null
  title?: string
}

export interface NewResource extends Thing {
  sharing?: 'EXCLUSIVE' | 'POOLED'
  fields?: string[]
}

export interface NewNeed extends Thing {
  initiative?: string
  createdAt?: string
}

export interface NewMatch {
  id: string
  need: string
  resource: string
  amount: number
  /** ISO 8601, pairs of from and to. */
  during: [string, string][]
  status?: 'PROPOSED' | 'ACCEPTED' | 'CONFIRMED'
  acceptedAt?: string
  confirmedAt?: string
  run?: string
}

/** Verified organizations with an initiative for each that asks: `ini-chor` in SOCIETY, `ini-theater` in EDUCATION. */
export async function addParties({ database: { rows } }: RunningService): Promise<void> {
  await rows(sql`insert into city.district (id, name, residents, residents_as_of, residents_source) values
    ('d-1', 'Mitte', 1, '2021', 's'), ('d-2', 'Ost', 1, '2021', 's')`)
  await rows(sql`insert into city.organization (id, name, kind, fields, verified_until) values
    ('org-town', 'Stadt', 'TOWN', '{}', null), (${provider}, 'Halle gGmbH', 'COMPANY', '{}', '2030-01-01'),
    (${asker}, 'Chor e.V.', 'ASSOCIATION', '{}', '2030-01-01'),
    (${otherAsker}, 'Theater e.V.', 'ASSOCIATION', '{}', '2030-01-01')`)
  await rows(sql`insert into city.initiative (id, title, summary, field, status, analog_access, organization_id) values
    ('ini-chor', '{"DE": "Chor für alle", "EN": "Choir for all"}', '{"DE": "S"}', 'SOCIETY', 'PUBLISHED', '[{}]', ${asker}),
    ('ini-theater', '{"DE": "Bühne"}', '{"DE": "S"}', 'EDUCATION', 'PUBLISHED', '[{}]', ${otherAsker}),
    ('ini-entwurf', '{"DE": "Entwurf"}', '{"DE": "S"}', 'EDUCATION', 'DRAFT', '[{}]', ${otherAsker})`)
}

export async function addResource(
  { database: { rows } }: RunningService,
  resource: NewResource,
): Promise<void> {
  const { id, sharing = 'POOLED', fields = [], organization = provider } = resource
  const { kind, unit, amount, title, district, from, to } = thing(resource)
  await rows(sql`insert into city.resource (id, title, kind, unit, amount, splittable, sharing, eligible_fields,
      organization_id, district_id, valid_from, valid_to)
    values (${id}, ${title}, ${kind}, ${unit}, ${amount}, true, ${sharing}, ${fields}, ${organization}, ${district},
      ${from}, ${to})`)
}

export async function addNeed({ database: { rows } }: RunningService, need: NewNeed): Promise<void> {
  const { id, initiative = 'ini-chor', createdAt = '2026-10-01T10:00:00Z' } = need
  const { kind, unit, amount, title, district, from, to } = thing(need)
  await rows(sql`insert into city.need (id, title, kind, unit, amount, splittable, initiative_id, organization_id,
      district_id, valid_from, valid_to, created_at)
    select ${id}, ${title}, ${kind}, ${unit}, ${amount}, true, i.id, coalesce(${need.organization ?? null}, i.organization_id),
      ${district}, ${from}, ${to}, ${createdAt} from city.initiative i where i.id = ${initiative}`)
}

/** Writes a match; the triggers book it if it is accepted. */
export async function addMatch({ database: { rows } }: RunningService, match: NewMatch): Promise<void> {
  const { id, need, resource, amount, status = 'CONFIRMED', run = null } = match
  const booked = status !== 'PROPOSED'
  const accepted = booked ? (match.acceptedAt ?? '2026-11-01T10:00:00Z') : null
  const confirmed = status === 'CONFIRMED' ? (match.confirmedAt ?? '2026-11-02T10:00:00Z') : null
  const during = `{${match.during.map(([from, to]) => `[${from},${to})`).join(',')}}`
  await rows(sql`insert into city.match (id, need_id, resource_id, run_id, amount, during, status, created_at, accepted_at, confirmed_at)
    values (${id}, ${need}, ${resource}, ${run}, ${amount}, ${during}, ${status}, '2026-11-01T09:00:00Z', ${accepted}, ${confirmed})`)
}

function thing({
  kind = 'SPACE',
  unit = 'SEATS',
  amount = 1,
  title = 'T',
  district = null,
  from = null,
  to = null,
}: Thing) {
  return { kind, unit, amount, title: JSON.stringify({ DE: title, EN: `${title} (EN)` }), district, from, to }
}

export async function addRun(
  { database: { rows } }: RunningService,
  id: string,
  {
    createdAt,
    whatIf = false,
    status = 'FINISHED',
  }: { createdAt: string; whatIf?: boolean; status?: string },
): Promise<void> {
  const variation = whatIf ? '{}' : null
  await rows(sql`insert into city.matching_run (id, status, policy_version, scope, variation, time_limit_ms,
      started_by, request_id, created_at)
    values (${id}, ${status}, 1, '{}', ${variation}, 1, 'coordinator', 'r', ${createdAt})`)
}

export interface NewUnmet {
  missing: number
  offered?: number
  others?: string[]
  obstacles?: object[]
  farOff?: number
}

export async function addUnmet(
  { database: { rows } }: RunningService,
  run: string,
  need: string,
  { missing, offered = 1, others = [], obstacles = [], farOff = 0 }: NewUnmet,
): Promise<void> {
  await rows(sql`insert into city.unmet_need (run_id, need_id, missing, offered, given_to_others, obstacles, far_off)
    values (${run}, ${need}, ${missing}, ${offered}, ${others}, ${JSON.stringify(obstacles)}, ${farOff})`)
}
