import type { FeedSink } from '../../../../platform/feeds/format.js'
import type { ReadService } from './healthcare-service.js'
import type { TargetType } from './reference.js'

/** Something services may refer to. */
export interface Target {
  type: TargetType
  /** What it may be referred to by. */
  keys: readonly string[]
  /** Id of the site, for a Location. */
  siteId: string | null
  /** Name of an Organization. */
  name: string | null
}

export interface LocatedService {
  /** File and entry, for messages. */
  location: string
  service: ReadService
}

/** A service with what its references led to; null where they led nowhere. */
export interface LinkedService extends LocatedService {
  site: { id: string; name: string | null; address: string | null; districtId: string | null } | null
  provider: string | null
}

/**
 * Services and what they refer to, kept until all of a feed has been read: what a reference leads to may stand after
 * it or in another file. They wait in temporary tables, so that memory does not grow with the feed.
 */
export interface Links {
  addTarget(target: Target): Promise<void>
  addService(service: LocatedService): Promise<void>
  /** Every service in the order it was added, once nothing more is added. */
  services(): AsyncGenerator<LinkedService>
}

/** Rows sent or taken at a time. */
const batchSize = 250

const makeTables = `
  create temporary table fhir_target (
    place int generated always as identity, type text not null, key text not null, site_id text, name text
  ) on commit drop;
  create index on fhir_target using hash (key);
  create temporary table fhir_service (
    place int generated always as identity primary key, content jsonb not null
  ) on commit drop`

const insertTargets = `
  insert into fhir_target (type, key, site_id, name)
  select target->>'type', key, target->>'siteId', target->>'name'
  from jsonb_array_elements($1) as target, jsonb_array_elements_text(target->'keys') as key`

const insertServices = `insert into fhir_service (content) select * from jsonb_array_elements($1)`

/** Of several things a service's references may lead to, the one of its first reference that was met first. */
const selectServices = `
  select waiting.place, waiting.content, site.found as site, provider.name as provider
  from (select * from fhir_service where place > $1 order by place limit $2) as waiting
  left join lateral (
    select jsonb_build_object('id', h.id, 'name', h.name, 'address', h.address, 'districtId', h.district_id) as found
    from jsonb_array_elements_text(waiting.content #> '{service,site,keys}') with ordinality as wanted (key, rank)
    join fhir_target t on t.key = wanted.key and t.type = 'Location'
    join health.health_site h on h.id = t.site_id
    order by wanted.rank, t.place limit 1
  ) as site on true
  left join lateral (
    select t.name
    from jsonb_array_elements_text(waiting.content #> '{service,provider,keys}') with ordinality as wanted (key, rank)
    join fhir_target t on t.key = wanted.key and t.type = 'Organization'
    order by wanted.rank, t.place limit 1
  ) as provider on true
  order by waiting.place`

interface WaitingRow {
  place: number
  content: LocatedService
  site: LinkedService['site']
  provider: string | null
}

/** Makes the tables, which end with the import's transaction. */
export async function createLinks(sink: FeedSink): Promise<Links> {
  await sink.query(makeTables)
  const targets = batch<Target>(sink, insertTargets)
  const services = batch<LocatedService>(sink, insertServices)
  return {
    addTarget: targets.add,
    addService: services.add,
    async *services() {
      await targets.send()
      await services.send()
      await sink.query('analyze fhir_target')
      let rows: WaitingRow[] = []
      do {
        rows = await sink.query<WaitingRow>(selectServices, [rows.at(-1)?.place ?? 0, batchSize])
        for (const { content, site, provider } of rows) yield { ...content, site, provider }
      } while (rows.length > 0)
    },
  }
}

function batch<Row>(sink: FeedSink, insert: string) {
  let rows: Row[] = []
  async function send(): Promise<void> {
    if (rows.length > 0) await sink.query(insert, [JSON.stringify(rows)])
    rows = []
  }
  return {
    send,
    async add(row: Row): Promise<void> {
      rows.push(row)
      if (rows.length >= batchSize) await send()
    },
  }
}
