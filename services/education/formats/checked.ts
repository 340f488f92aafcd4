import type { z } from 'zod'
import type { FeedSink } from '../../../platform/feeds/format.js'
import { problemsOf } from '../../../platform/feeds/records/validation.js'

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
