import type { z } from 'zod'

/** Why a record was refused, in one line: each member with what is wrong about it. */
export function problemsOf(error: z.ZodError): string {
  const problems = error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  return problems.join('; ')
}
