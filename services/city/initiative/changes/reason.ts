import { z } from 'zod'
import type { Language } from '../../../../platform/graph/language.js'
import { checked } from '../../../../platform/input/checked.js'
import { text } from '../../../../platform/input/text.js'

const reasonInput = z.object({ reason: text(2_000) })

/**
 * The reason as it is stored: NFC, trimmed, at most 2,000 characters.
 *
 * @throws HubError BAD_USER_INPUT
 */
export function givenReason({ reason, lang }: { reason: string; lang: Language }): string {
  return checked(reasonInput, { reason }, lang, []).reason
}
