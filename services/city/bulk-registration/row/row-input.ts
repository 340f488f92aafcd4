import { z } from 'zod'
import { says } from '../../../../platform/input/problem.js'
import { text } from '../../../../platform/input/text.js'
import { draftInput } from '../../initiative/initiative-content.js'

/** Longest external id, Unicode characters. */
const longestId = 200
const mostDistricts = 50

/** The id a partner knows its own initiative by, as it is stored. */
export const externalIdInput = text(longestId)

/** A calendar day from 0001 on, for PostgreSQL knows no year 0. */
export const dayInput = z
  .string()
  .refine((value) => z.iso.date().safeParse(value).success && !value.startsWith('0000'), says('NOT_A_DAY'))

/**
 * Reads a row as it is stored: as `draftInput`, where the graph has not looked at types before.
 *
 * @param districts ids by what a row may call them
 */
export function rowInput(districts: ReadonlyMap<string, string>) {
  const district = z
    .string()
    .refine((name) => districts.has(name), says('UNKNOWN'))
    .transform((name) => districts.get(name) ?? name)
  return draftInput.extend({
    externalId: externalIdInput,
    districts: z
      .array(district)
      .max(mostDistricts)
      .nullish()
      .transform((ids) => ids ?? []),
    startsOn: dayInput.nullish(),
    endsOn: dayInput.nullish(),
  })
}

export type RowInput = ReturnType<typeof rowInput>
