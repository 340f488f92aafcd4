import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type GraphQLField, type GraphQLSchema, getNamedType, isLeafType } from 'graphql'
import type pg from 'pg'
import type { Caller } from '../../platform/caller/caller.js'
import { arbitraryArguments, type KnownValues } from './arbitrary-arguments.js'
import type { RunningService } from './service.js'

export interface Fuzzing {
  schema: GraphQLSchema
  schemaName: string
  service: RunningService
  /** A connection of the database's owner, who sees the audit trail too. */
  owner: pg.Client
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

/** What graphql-js says of variables that are not of their types, before anything is done. */
const notOfItsType = /^(Variable "\$|Too many errors processing variables)/

/** Calls in one request; each is a mutation of its own, run one after the other. */
const callsInRequest = 25
/** Requests at the same time. */
const requestsAtOnce = 4

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
  const requests = chunks(samples, callsInRequest)
  for (const together of chunks(requests, requestsAtOnce)) {
    const before = await traces(fuzzing)
    const answered = await Promise.all(together.map((calls) => callAll(fuzzing, field, calls, outcome)))
    checkTraces(before, await traces(fuzzing), sum(answered), together)
    outcome.answered += sum(answered)
  }
  return outcome
}

/** Makes the calls in one request and gives how many were answered. */
async function callAll(
  fuzzing: Fuzzing,
  field: GraphQLField<unknown, unknown>,
  samples: readonly Record<string, unknown>[],
  outcome: FuzzOutcome,
): Promise<number> {
  const { service, caller } = fuzzing
  const calls = samples.map((sample) => ({
    ...sample,
    ...('idempotencyKey' in sample ? { idempotencyKey: randomUUID() } : {}),
  }))
  const { query, variables } = requestOf(field, calls)
  const { data, errors = [] } = await service.query(query, variables, caller)
  if (data === undefined && errors.every(({ message }) => notOfItsType.test(message))) {
    // One value that is not of its type refuses the whole request: halve it until that one stands alone.
    const middle = Math.floor(samples.length / 2)
    if (middle > 0) {
      const first = await callAll(fuzzing, field, samples.slice(0, middle), outcome)
      return first + (await callAll(fuzzing, field, samples.slice(middle), outcome))
    }
    countRefusal(outcome, 'NOT_OF_ITS_TYPE')
    return 0
  }
  const refused = new Set<unknown>()
  for (const { message, path, extensions } of errors) {
    const code = extensions?.code
    if (typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR') {
      throw new Error(`${message} (${code}) for ${path} of ${JSON.stringify(calls)}`)
    }
    refused.add(path?.[0])
    countRefusal(outcome, code)
  }
  return calls.length - refused.size
}

/** Each change that was made has kept its answer; one that was refused has left nothing. */
function checkTraces(before: Traces, after: Traces, answered: number, calls: unknown): void {
  const made = after.answers - before.answers
  if (made !== answered) {
    throw new Error(`${answered} calls were answered, ${made} changes were made: ${JSON.stringify(calls)}`)
  }
  if (answered === 0 && (after.entries !== before.entries || after.events !== before.events)) {
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

interface Traces {
  answers: number
  events: number
  entries: number
}

/** What changes leave behind. */
async function traces({ owner, schemaName }: Fuzzing): Promise<Traces> {
  const { rows } = await owner.query<Traces>(
    `select (select count(*)::int from ${schemaName}.idempotent_answer) as answers,
      (select count(*)::int from ${schemaName}.event) as events,
      (select coalesce(max(seq), 0)::int from audit.entry) as entries`,
  )
  const [row] = rows
  if (row === undefined) throw new TypeError('a count gives one row')
  return row
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
