import { z } from 'zod'
import { badInput } from '../../../../platform/graph/connection.js'
import { Field } from '../../field.js'
import { ResourceKind } from '../../goods/resource-kind.js'

/** A day, `YYYY-MM-DD`. */
const day = z.iso.date()

/** Several words, with commas between them; not given is not asked for. */
export function several<Word extends z.ZodType>(each: Word) {
  const words = (given: unknown) => (typeof given === 'string' ? given.split(',') : given)
  return z.preprocess(words, z.array(each).max(50)).optional()
}

export const id = z.string().regex(/^[\w.-]{1,128}$/)
export const kind = z.enum(ResourceKind)
export const field = z.enum(Field)

/** First and last day. */
export const period = { from: day, to: day }

/**
 * Parameters of an address as a table takes them, with `lang`, which all take.
 *
 * @throws GraphQLError BAD_USER_INPUT, which says how the table is asked for instead
 */
export function parametersAs<Shape extends z.ZodRawShape>(
  shape: Shape,
  parameters: Readonly<Record<string, unknown>>,
): z.output<z.ZodObject<Shape>> {
  const { data } = z.strictObject({ ...shape, lang: z.enum(['de', 'en']).optional() }).safeParse(parameters)
  if (data === undefined) throw badInput('These are not the parameters of the table.')
  return data as z.output<z.ZodObject<Shape>>
}
