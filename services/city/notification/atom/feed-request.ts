import { z } from 'zod'
import { Field } from '../../field.js'

/** Which feed is asked for; what is not given is not asked for. */
export type FeedRequest = z.output<typeof feedRequest>

/** The part of the address after `?`. Other parameters are let be. */
export const feedRequest = z.object({
  field: z.enum(Field).optional(),
  district: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w.-]+$/)
    .optional(),
  lang: z.enum(['de', 'en']).default('de'),
})

/** The feed's one address, however it was asked for. */
export function feedAddress(publicUrl: string, { field, district, lang }: FeedRequest): string {
  const parameters = new URLSearchParams({ ...(field && { field }), ...(district && { district }), lang })
  return `${publicUrl}/feeds/atom?${parameters}`
}
