import { Field, InputType } from 'type-graphql'
import { z } from 'zod'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { optionalText, text } from '../../../platform/input/text.js'

@InputType({ description: 'A text: in German always, in other languages where somebody has translated it.' })
export class LocalizedTextInput {
  @Field(() => String)
  de!: string

  @Field(() => String, { nullable: true })
  en?: string | null

  @Field(() => String, { nullable: true, description: 'German easy language (Leichte Sprache).' })
  deEasy?: string | null
}

/**
 * Reads a `LocalizedTextInput` as it is stored: NFC, trimmed, without the languages it is not written in.
 *
 * @param max longest text accepted in each language, in Unicode characters
 */
export function localizedTextInput(max: number) {
  return z.object({ de: text(max), en: optionalText(max), deEasy: optionalText(max) }).transform(
    ({ de, en, deEasy }): LocalizedText => ({
      DE: de,
      ...(en !== null && { EN: en }),
      ...(deEasy !== null && { DE_EASY: deEasy }),
    }),
  )
}
