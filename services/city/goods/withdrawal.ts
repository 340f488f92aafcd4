import { z } from 'zod'
import type { Language } from '../../../platform/graph/language.js'
import { checked } from '../../../platform/input/checked.js'
import { text } from '../../../platform/input/text.js'

const schema = z.object({ reason: text(1_000) })

/**
 * Why something is taken back, as it is kept.
 *
 * @throws HubError BAD_USER_INPUT if there is no reason or it is no text of at most 1,000 characters
 */
export function checkedReason(reason: string, lang: Language): string {
  return checked(schema, { reason }, lang, []).reason
}
