import { z } from 'zod'
import { text } from '../../../../platform/input/text.js'

/** An Organization (R4 organization): all that is taken of it is the name it gives to the services it provides. */
export const organization = z.object({ name: text(300) })
