import { p } from '@mikro-orm/core'
import type { LocalizedText } from '../../../platform/graph/language.js'

/** A text in the languages it has been written in; German always. */
export function localizedText() {
  return p.json<LocalizedText>()
}
