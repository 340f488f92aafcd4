import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { exampleInitiatives, exampleOrganizations } from '../../platform/service/example-ids.js'

const hourMs = 3_600_000

export interface Contest {
  resourceId: string
  /** Ids of the proposals, for the first slot, the second, … and again for the first. */
  matchIds: string[]
}

/**
 * Puts proposals before the coordinators that cannot all be accepted: a hall that one at a time uses, slots of an hour
 * one after the other, and several needs for each. Needs a database with the example content, and its owner.
 *
 * @param from beginning of the first slot
 */
export async function contestSlots(
  owner: pg.Client,
  { slots, rivals, from }: { slots: number; rivals: number; from: Date },
): Promise<Contest> {
  const resourceId = randomUUID()
  const runId = randomUUID()
  const proposals = Array.from({ length: slots * rivals }, (_, place) => {
    const begin = from.getTime() + (place % slots) * hourMs
    const [start, end] = [new Date(begin).toISOString(), new Date(begin + hourMs).toISOString()]
    return { id: randomUUID(), needId: randomUUID(), during: `{[${start},${end})}` }
  })
  const needIds = proposals.map(({ needId }) => needId)
  await owner.query(
    `insert into city.resource (id, title, kind, amount, unit, splittable, sharing, organization_id)
     values ($1, '{"DE": "Saal (Beispiel)"}', 'SPACE', 40, 'SEATS', false, 'EXCLUSIVE', $2)`,
    [resourceId, exampleOrganizations.society],
  )
  await owner.query(
    `insert into city.need (id, title, kind, amount, unit, splittable, organization_id, initiative_id)
     select id, '{"DE": "Raum (Beispiel)"}', 'SPACE', 30, 'SEATS', false, $1, $2 from unnest($3::text[]) id`,
    [exampleOrganizations.climate, exampleInitiatives.climateStations, needIds],
  )
  await owner.query(
    `insert into city.matching_run
       (id, status, policy_version, scope, time_limit_ms, started_by, request_id, created_at)
     values ($1, 'FINISHED', 1, '{}', 1000, 'beispiel', 'beispiel', now())`,
    [runId],
  )
  await owner.query(
    `insert into city.match
       (id, need_id, resource_id, run_id, amount, during, status, score, terms, created_at)
     select id, need_id, $1, $2, 30, during::tstzmultirange, 'PROPOSED', 800, '{}', now()
     from unnest($3::text[], $4::text[], $5::text[]) as proposal (id, need_id, during)`,
    [resourceId, runId, proposals.map(({ id }) => id), needIds, proposals.map(({ during }) => during)],
  )
  return { resourceId, matchIds: proposals.map(({ id }) => id) }
}
