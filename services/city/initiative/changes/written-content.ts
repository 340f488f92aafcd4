import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import type { Language } from '../../../../platform/graph/language.js'
import { refusedInput } from '../../../../platform/input/checked.js'
import { type Problem, problem } from '../../../../platform/input/problem.js'
import { type ContentInput, endsBeforeItStarts, type WrittenInitiative } from '../initiative-content.js'

/** The columns of the table that hold what is written; the districts have a table of their own. */
export function columnsOf({ content, contact }: WrittenInitiative) {
  const { location, districts: _, analogAccess, ...texts } = content
  return {
    ...texts,
    contact,
    analogAccess: [...analogAccess],
    lat: location?.lat ?? null,
    lon: location?.lon ?? null,
  }
}

/**
 * Lets pass what fits together and with what is known.
 *
 * @param input what the caller has written, for the problems' paths
 * @throws HubError BAD_USER_INPUT for districts there are none of, and for a last day before the first
 */
export async function demandSound(
  { rows }: Change,
  { content }: WrittenInitiative,
  input: ContentInput,
  lang: Language,
): Promise<void> {
  const { districts = [] } = input
  const known =
    districts.length === 0
      ? []
      : await rows<{ id: string }>(
          sql`select id from city.district where id = any(${[...districts]}::text[])`,
        )
  const ids = new Set(known.map(({ id }) => id))
  const problems = districts.flatMap((id, index): Problem[] =>
    ids.has(id) ? [] : [problem(['input', 'districts', index], 'UNKNOWN', lang)],
  )
  if (endsBeforeItStarts(content)) problems.push(problem(['input', 'endsOn'], 'PERIOD_REVERSED', lang))
  if (problems.length > 0) throw refusedInput(problems)
}

/** Writes where an initiative is at work. */
export async function writeDistricts(
  { rows }: Change,
  id: string,
  districts: readonly string[],
): Promise<void> {
  const wanted = sql`${[...districts]}::text[]`
  await rows(sql`delete from city.initiative_district
    where initiative_id = ${id} and district_id <> all(${wanted})`)
  await rows(sql`insert into city.initiative_district (initiative_id, district_id)
    select ${id}, district_id from unnest(${wanted}) as wanted(district_id) on conflict do nothing`)
}
