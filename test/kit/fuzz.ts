import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type GraphQLField, type GraphQLSchema, getNamedType, isLeafType } from 'graphql'
import { sql } from 'kysely'
import type { Caller } from '../../platform/caller/caller.js'
import { arbitraryArguments, type KnownValues } from './arbitrary-arguments.js'
import type { RunningService } from './service.js'

export interface Fuzzing {
  schema: GraphQLSchema
  schemaName: string
  service: RunningService
  mutation: string
  caller: Caller
  known: KnownValues
  /** How many calls, and with which seed: the same seed makes the same calls. */
  calls: number
  seed: number
}

export interface FuzzOutcome {
  answered: number
  /** Error codes, with how often each came. */
  codes: Record<string, number>
}

/** Calls in one request; each is a mutation of its own, run one after the other. */
const callsAtOnce = 25

/**
 * Calls a mutation with arguments of every kind.
 *
 * @throws Error naming the call if an answer is no GraphQL answer, has an error without a code or an unexpected one, or
 *   if a refused call has left something behind
 */
export async function fuzz(fuzzing: Fuzzing): Promise<FuzzOutcome> {
  const field = fuzzing.schema.getMutationType()?.getFields()[fuzzing.mutation]
  if (field === undefined) throw new TypeError(`No mutation ${fuzzing.mutation}`)
  const samples = fc.sample(arbitraryArguments(field.args, fuzzing.known), {
    numRuns: fuzzing.calls,
    seed: fuzzing.seed,
  })
  const outcome: FuzzOutcome = { answered: 0, codes: {} }
  for (let from = 0; from < samples.length; from += callsAtOnce) {
    await fuzzAtOnce(fuzzing, field, samples.slice(from, from + callsAtOnce), outcome)
  }
  return outcome
}

async function fuzzAtOnce(
  fuzzing: Fuzzing,
  field: GraphQLField<unknown, unknown>,
  samples: readonly Record<string, unknown>[],
  outcome: FuzzOutcome,
): Promise<void> {
  const { service, schemaName, caller } = fuzzing
  const calls = samples.map((sample) => ({
    ...sample,
    ...('idempotencyKey' in sample ? { idempotencyKey: randomUUID() } : {}),
  }))
  const before = await traces(service, schemaName)
  const { query, variables } = requestOf(field, calls)
  const { data, errors = [] } = await service.query(query, variables, caller)
  if (data === undefined && errors.every(({ message }) => message.startsWith('Variable "$'))) {
    // One value that is not of its type refuses the whole request: halve it until that one stands alone.
    const middle = Math.floor(samples.length / 2)
    if (middle === 0) return countRefusal(outcome, 'NOT_OF_ITS_TYPE')
    await fuzzAtOnce(fuzzing, field, samples.slice(0, middle), outcome)
    return fuzzAtOnce(fuzzing, field, samples.slice(middle), outcome)
  }
  const codeOf = new Map<string, string>()
  for (const error of errors) {
    const code = String(error.extensions?.code)
    const alias = String(error.path?.[0] ?? '')
    if (error.extensions?.code === undefined || code === 'INTERNAL_SERVER_ERROR') {
      throw new Error(`${error.message} (${code}) for ${alias} of ${JSON.stringify(calls)}`)
    }
    codeOf.set(alias, code)
    countRefusal(outcome, code)
  }
  const answered =
    data === null || data === undefined
      ? []
      : calls.map((_, index) => `c${index}`).filter((alias) => !codeOf.has(alias))
  outcome.answered += answered.length
  const after = await traces(service, schemaName)
  // Each change that was made has kept its answer; one that was refused has left nothing.
  if (after.answers - before.answers !== answered.length) {
    throw new Error(
      `${answered.length} calls were answered, ${after.answers - before.answers} changes were made: ${JSON.stringify(calls)}`,
    )
  }
  if (answered.length === 0 && (after.entries !== before.entries || after.events !== before.events)) {
    throw new Error(`Refused calls have left something behind: ${JSON.stringify(calls)}`)
  }
}

function countRefusal({ codes }: FuzzOutcome, code: string): void {
  codes[code] = (codes[code] ?? 0) + 1
}

function requestOf(field: GraphQLField<unknown, unknown>, calls: readonly Record<string, unknown>[]) {
  const variables: Record<string, unknown> = {}
  const declarations: string[] = []
  const selections = calls.map((call, index) => {
    const args = Object.entries(call).map(([name, value]) => {
      const type = field.args.find((arg) => arg.name === name)?.type
      variables[`${name}${index}`] = value
      declarations.push(`$${name}${index}: ${String(type)}`)
      return `${name}: $${name}${index}`
    })
    const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'
    return `c${index}: ${field.name}(${args.join(', ')})${selection}`
  })
  return { query: `mutation (${declarations.join(', ')}) { ${selections.join('\n')} }`, variables }
}

async function traces({ database }: RunningService, schema: string) {
  const [row] = await database.rows<{ answers: number; events: number; entries: number }>(
    sql`select (select count(*)::int from ${sql.table(`${schema}.idempotent_answer`)}) as answers,
      (select count(*)::int from ${sql.table(`${schema}.event`)}) as events,
      (select coalesce(max(seq), 0)::int from audit.entry) as entries`,
  )
  return row ?? { answers: -1, events: -1, entries: -1 }
}
