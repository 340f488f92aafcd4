import { ArgsType, Field, registerEnumType } from 'type-graphql'

/** Languages citizens read in: German, English, German easy language (Leichte Sprache). */
export enum Language {
  DE = 'DE',
  EN = 'EN',
  DE_EASY = 'DE_EASY',
}

registerEnumType(Language, {
  name: 'Language',
  description: 'Language of a text: German, English, or German easy language (Leichte Sprache).',
})

/** A text as it is stored: German always, others where somebody has written them. */
export interface LocalizedText {
  DE: string
  EN?: string
  DE_EASY?: string
}

@ArgsType()
export class LanguageArgs {
  @Field(() => Language, {
    defaultValue: Language.DE,
    description: 'Language wanted; where the text is not written in it, German is given.',
  })
  lang!: Language
}

/** The text in the language wanted, else in German. */
export function localize(text: LocalizedText, language: Language): string {
  return text[language] ?? text.DE
}

/** Names of those of an entity's texts that `localize` gives in German although another language is wanted. */
export function untranslated(texts: Record<string, LocalizedText | null>, language: Language): string[] {
  return Object.entries(texts)
    .filter(([, text]) => text !== null && text[language] === undefined)
    .map(([name]) => name)
}
