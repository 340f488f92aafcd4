import { readQuestion } from '../../../../platform/suggestions/question.js'
import { feedPath } from '../../suggestion/feed-path.js'

/** Paths of the pages where links of mails lead. */
export const confirmPath = '/interests/confirm'
export const endPath = '/interests/end'

/** Address of a page with the token that it is good for. */
export function linkTo(publicUrl: string, path: string, token: string): string {
  return `${publicUrl}${path}?${new URLSearchParams({ token })}`
}

/** Address of the feed about the same question. */
export function feedAddress(publicUrl: string, question: string): string {
  return `${publicUrl}${feedPath(readQuestion(question))}`
}
