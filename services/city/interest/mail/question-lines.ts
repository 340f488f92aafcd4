import type { Language } from '../../../../platform/graph/language.js'
import { readQuestion } from '../../../../platform/suggestions/question.js'
import { reasonsOf } from '../../../../platform/suggestions/reason.js'
import { reasonText } from '../../../../platform/suggestions/reason-texts.js'

/** What is followed, a line for each part. */
export function questionLines(question: string, language: Language): string {
  return reasonsOf(readQuestion(question))
    .map((reason) => `- ${reasonText(reason, language)}`)
    .join('\n')
}
