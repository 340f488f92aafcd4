import { z } from 'zod'
import { HubError } from '../errors/hub-error.js'
import type { Language } from '../graph/language.js'
import { type Problem, type ProblemCode, problem, problemTexts } from './problem.js'

/**
 * Takes an input as a schema reads it: texts normalized to NFC and trimmed, everything within its bounds.
 *
 * @param path of the input within the arguments
 * @throws HubError BAD_USER_INPUT that lists everything that is wrong in `extensions.problems`
 */
export function checked<T extends z.ZodType>(
  schema: T,
  input: unknown,
  lang: Language,
  path: readonly (string | number)[] = ['input'],
): z.output<T> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw refusedInput(result.error.issues.map((issue) => problemOf(issue, path, lang)))
}

/** Something that is wrong with a value, before it is said in any language. */
export interface Finding {
  path: readonly (string | number)[]
  code: ProblemCode
  limit?: number | string | undefined
}

/**
 * Everything a schema has found wrong. What is missing altogether can be told apart only if the schema was told to
 * report inputs.
 */
export function findingsOf(error: z.ZodError): Finding[] {
  return error.issues.map((issue) => ({ path: pathOf(issue), ...meaningOf(issue) }))
}

/** The refusal of an input for everything that is wrong with it. */
export function refusedInput(problems: readonly Problem[]): HubError {
  const said = problems.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return new HubError('BAD_USER_INPUT', `Please correct: ${said.join('; ')}`, { details: { problems } })
}

function problemOf(issue: z.core.$ZodIssue, base: readonly (string | number)[], lang: Language): Problem {
  const { code, limit } = meaningOf(issue)
  return problem([...base, ...pathOf(issue)], code, lang, limit)
}

function pathOf({ path }: z.core.$ZodIssue): (string | number)[] {
  return path.map((part) => (typeof part === 'number' ? part : String(part)))
}

function meaningOf(issue: z.core.$ZodIssue): { code: ProblemCode; limit?: number | string | undefined } {
  if (issue.code === 'custom') {
    const { problem: code, limit } = (issue.params ?? {}) as { problem?: string; limit?: number | string }
    return code !== undefined && code in problemTexts
      ? { code: code as ProblemCode, limit }
      : { code: 'INVALID' }
  }
  if ('input' in issue && issue.input === undefined) return { code: 'MISSING' }
  if (issue.code === 'too_big') return bound(issue.origin, 'TOO_MANY', Number(issue.maximum))
  if (issue.code === 'too_small') return bound(issue.origin, 'TOO_FEW', Number(issue.minimum))
  if (issue.code === 'invalid_format' && issue.format === 'email') return { code: 'NOT_AN_EMAIL' }
  return { code: 'INVALID' }
}

function bound(origin: string, ofLists: ProblemCode, limit: number) {
  return origin === 'array' || origin === 'set' ? { code: ofLists, limit } : { code: 'OUT_OF_RANGE' as const }
}
