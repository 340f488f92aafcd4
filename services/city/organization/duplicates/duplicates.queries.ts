import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import { isVisibleTo } from '../organization.visibility.js'
import { comparedHost, comparedName, comparedRegisterNumber } from './compared-columns.js'
import { DuplicateReason, type OrganizationDuplicate } from './duplicate.type.js'
import { sharedHosts } from './shared-hosts.js'

/** What duplicates of an organization are told by. */
export interface Compared {
  name: string
  webAddress: string | null
  registerNumber: string | null
}

/** Share of equal trigrams from which a name counts as similar; one wrong letter in ten leaves about that many. */
const leastSimilarity = '0.6'
const mostDuplicates = 10

interface DuplicateRow {
  id: string
  name: string
  place: string | null
  similarity: number
  similarName: boolean
  sameHost: boolean
  sameRegisterNumber: boolean
}

/**
 * Organizations that may be the one described, at most 10, the likeliest first. One that was merged is given as the one
 * it has become a part of. Of those the caller may not find, there is no more than id and name.
 */
export async function possibleDuplicates(
  { name, webAddress, registerNumber }: Compared,
  caller: Caller,
  rows: (statement: RawBuilder<DuplicateRow>) => Promise<DuplicateRow[]>,
): Promise<OrganizationDuplicate[]> {
  const found = await rows(sql<DuplicateRow>`
    with given as materialized (
      select nullif(${sql.raw(comparedName('typed.name'))}, '') as name,
        case when own.host <> all(${[...sharedHosts]}::text[]) then own.host end as host,
        ${sql.raw(comparedRegisterNumber('typed.register_number'))} as register_number
      from (values (${name}::text, ${webAddress}::text, ${registerNumber}::text))
          as typed(name, web_address, register_number)
        cross join lateral (select ${sql.raw(comparedHost('typed.web_address'))} as host) as own
      where set_config('pg_trgm.similarity_threshold', ${leastSimilarity}, true) is not null
    ), alike as (
      select coalesce(o.merged_into, o.id) as id,
        coalesce(public.similarity(o.compared_name, given.name), 0) as similarity,
        coalesce(o.compared_name operator(public.%) given.name, false) as similar_name,
        coalesce(o.compared_host = given.host, false) as same_host,
        coalesce(o.compared_register_number = given.register_number, false) as same_register_number
      from given join city.organization o on o.compared_name operator(public.%) given.name
        or o.compared_host = given.host
        or o.compared_register_number = given.register_number
    )
    select o.id, o.name, case when ${isVisibleTo(caller)} then o.address ->> 'place' end as place,
      round(max(similarity)::numeric, 2)::float8 as similarity, bool_or(similar_name) as "similarName",
      bool_or(same_host) as "sameHost", bool_or(same_register_number) as "sameRegisterNumber"
    from alike join city.organization o on o.id = alike.id
    group by o.id
    order by "sameRegisterNumber" desc, "sameHost" desc, similarity desc, o.name, o.id
    limit ${mostDuplicates}`)
  return found.map(({ similarName, sameHost, sameRegisterNumber, ...duplicate }) => ({
    ...duplicate,
    why: [
      ...(similarName ? [DuplicateReason.SIMILAR_NAME] : []),
      ...(sameHost ? [DuplicateReason.SAME_DOMAIN] : []),
      ...(sameRegisterNumber ? [DuplicateReason.SAME_REGISTER_NUMBER] : []),
    ],
  }))
}

/** SQL that lets one at a time register organizations of a name: who comes second finds the first among the duplicates. */
export function lockName(name: string): RawBuilder<unknown> {
  return sql`select pg_advisory_xact_lock(hashtextextended('city.organization ' || ${sql.raw(comparedName('typed.name'))}, 0))
    from (values (${name}::text)) as typed(name)`
}
