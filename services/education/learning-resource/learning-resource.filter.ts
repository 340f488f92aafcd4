import { type RawBuilder, sql } from 'kysely'
import { ArgsType, Field } from 'type-graphql'
import { DigCompArea } from '../course/digital-skill.type.js'
import { mentions } from '../search/search-columns.js'

@ArgsType()
export class LearningResourceFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words of title, skills, subjects, keywords, creators or description; forgives a typo.',
  })
  text?: string | null

  @Field(() => String, { nullable: true, description: 'Language it is written or spoken in (ISO 639-1).' })
  language?: string | null

  @Field(() => DigCompArea, { nullable: true })
  digitalSkill?: DigCompArea | null
}

/**
 * The filter as SQL conditions on a list of learning resources.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text is too long or has no word in it
 */
export function learningResourceConditions({ text, language, digitalSkill }: LearningResourceFilter) {
  const conditions: RawBuilder<unknown>[] = text ? [mentions('learning_resource', 'r', text)] : []
  if (language) conditions.push(sql`${language} = any(r.languages)`)
  if (digitalSkill) conditions.push(sql`${digitalSkill} = any(r.digital_skills)`)
  return conditions
}
