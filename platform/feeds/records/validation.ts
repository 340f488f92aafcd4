import type { z } from 'zod'
import type { FeedSink } from '../format.js'

/** Why a record was refused, in one line: each member with what is wrong about it. */
export function problemsOf(error: z.ZodError): string {
  const problems = error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  return problems.join('; ')
}

/** What a schema reads of a value; undefined if it refuses the value, which is then listed as skipped. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  location: string,
  sink: FeedSink,
): z.output<Schema> | undefined {
  const result = schema.safeParse(value)
  if (!result.success) sink.skip(location, problemsOf(result.error))
  return result.data
}
