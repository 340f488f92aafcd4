import { type RawBuilder, sql } from 'kysely'
import { ArgsType, Field } from 'type-graphql'
import { badInput, PageArgs } from '../../../platform/graph/connection.js'
import { matchesText } from '../../../platform/graph/text-search.js'

/** Longest specialty a feed may give, characters. */
const longestSpecialty = 200

/** What a list of health services may be narrowed to. */
export interface HealthServiceFilter {
  text?: string | null
  specialty?: string | null
}

@ArgsType()
export class HealthServiceArgs extends PageArgs implements HealthServiceFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of names, specialties, providers or addresses, in any German form; a typo is forgiven.',
  })
  text?: string | null

  @Field(() => String, { nullable: true, description: 'One specialty, in upper or lower case.' })
  specialty?: string | null
}

const searched = { vector: sql`s.search_vector`, folded: sql`s.search_text` }

/**
 * SQL conditions on `health.health_service s`; none for what is not asked for.
 *
 * @throws GraphQLError BAD_USER_INPUT if a text is too long, has no word in it or a control character
 */
export function matches({ text, specialty }: HealthServiceFilter): RawBuilder<unknown>[] {
  return [
    ...(isAsked(text) ? [matchesText(searched, text)] : []),
    ...(isAsked(specialty) ? [hasSpecialty(specialty)] : []),
  ]
}

function isAsked(text: string | null | undefined): text is string {
  return text !== null && text !== undefined
}

function hasSpecialty(specialty: string): RawBuilder<unknown> {
  const wanted = specialty.normalize('NFC').trim()
  if (wanted.length > longestSpecialty || /\p{Cc}/u.test(wanted))
    throw badInput(`"specialty" is no specialty: at most ${longestSpecialty} characters in one line.`)
  return sql`exists (select from unnest(s.specialties) as one where lower(one) = lower(${wanted}))`
}
