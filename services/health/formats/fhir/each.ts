import { z } from 'zod'
import { problemsOf } from '../../../../platform/feeds/records/validation.js'

/** Takes note of something that is left out of a record that is otherwise taken. */
export type Doubt = (reason: string) => void

/** A repeating element: absent is none. No real one comes near the bound. */
export const repeating = z
  .array(z.unknown())
  .max(100)
  .nullish()
  .transform((values) => values ?? [])

/** The good ones of a repeating element; each of the others is left out, for which the record need not be refused. */
export function each<Schema extends z.ZodType>(
  schema: Schema,
  values: readonly unknown[],
  name: string,
  doubt: Doubt,
): z.output<Schema>[] {
  const good: z.output<Schema>[] = []
  for (const [index, value] of values.entries()) {
    const read = schema.safeParse(value)
    if (read.success) good.push(read.data)
    else {
      const which = values.length > 1 ? `${name} ${index + 1}` : name
      doubt(`${which} is left out: ${problemsOf(read.error)}`)
    }
  }
  return good
}

/** An element that may stand once, as a repeating one. */
export function present(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : [value]
}
