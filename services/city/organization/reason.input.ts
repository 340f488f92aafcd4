import { text } from '../../../platform/input/text.js'

/** Why a coordinator decides something, as the people concerned read it: at most 1000 characters. */
export const reasonInput = text(1000)
