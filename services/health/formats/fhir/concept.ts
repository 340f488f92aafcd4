import { z } from 'zod'
import { optionalText } from '../../../../platform/input/text.js'

const longest = 200

/** A CodeableConcept (R4 datatypes) as what people read: its text, else a code's display, else a code. */
export const concept = z
  .object({
    text: optionalText(longest),
    coding: z
      .array(z.object({ display: optionalText(longest), code: optionalText(longest) }))
      .max(100)
      .nullish(),
  })
  .transform(({ text, coding }) => {
    const codes = coding ?? []
    return text ?? codes.find(({ display }) => display)?.display ?? codes.find(({ code }) => code)?.code
  })
  .pipe(z.string('has neither a text nor a code'))
