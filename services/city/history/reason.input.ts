import { optionalText, text } from '../../../platform/input/text.js'

const longestReason = 1_000

/** Description of the argument `reason` of every change that is kept with its reason. */
export const reasonDescription = `Why. Everybody may read it in the history. At most ${longestReason.toLocaleString('en')} characters.`

export const reason = text(longestReason)
export const optionalReason = optionalText(longestReason)
