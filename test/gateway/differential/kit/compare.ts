import { isDeepStrictEqual } from 'node:util'
import type { GraphQLFormattedError } from 'graphql'
import type { StockResult } from '../../kit/stock-executor.js'
import type { Result } from './contenders.js'

type Path = readonly (string | number)[]

/**
 * In what our result differs from @apollo/gateway's; nothing where it is what it should be. What we do better on
 * purpose is no difference here: `deliberate.ts` lists it.
 */
export function differences(stock: StockResult, ours: Result): string[] {
  const found = isDeepStrictEqual(plain(stock.data), ours.data) ? [] : ['the data']
  // Where there are other errors, neither tells of nulls it made.
  const completed = stock.valueCompletion.map((error) => ({
    ...error,
    extensions: { code: 'SUBGRAPH_INVALID_ANSWER' },
  }))
  const expected = [...stock.errors, ...completed]
  if (!isSame(expected, ours)) found.push('the errors')
  const elsewhere = ours.errors.filter(({ path = [] }) => !isThere(ours.data, path))
  return [...found, ...elsewhere.map(({ path }) => `no place ${path?.join('.')}`)]
}

function isSame(stock: readonly GraphQLFormattedError[], { data, errors }: Result): boolean {
  const ours = errors.filter((error) => !isSilentInStock(error, stock))
  const views = [exactly, withoutIndices, (error: GraphQLFormattedError) => atNull(error, data)]
  return views.some((view) => isDeepStrictEqual(textsOf(stock, view), textsOf(ours, view)))
}

/** See `unknownType` in deliberate.ts. */
function isSilentInStock(error: GraphQLFormattedError, stock: readonly GraphQLFormattedError[]): boolean {
  const [text = ''] = textsOf([error], exactly)
  return text.includes('Invalid __typename found') && !textsOf(stock, exactly).includes(text)
}

function textsOf(
  errors: readonly GraphQLFormattedError[],
  view: (error: GraphQLFormattedError) => unknown,
): string[] {
  return [...new Set(errors.map((error) => JSON.stringify(view(error))))].sort()
}

function exactly({ message, path = [], extensions }: GraphQLFormattedError): [string, Path, unknown] {
  const code = extensions?.code ?? null
  return [isCompletion({ message, extensions }) ? kindOf(message) : message, path.map(askedKey), code]
}

/** See `entityIndex` in deliberate.ts. */
function withoutIndices(error: GraphQLFormattedError): unknown {
  const [message, path, code] = exactly(error)
  return [message, path.filter((key) => typeof key === 'string'), code]
}

/** See `manyForOneNull` in deliberate.ts. */
function atNull(error: GraphQLFormattedError, data: unknown): unknown {
  const [, path, code] = exactly(error)
  return isCompletion(error) ? [nullOn(data, path), code] : exactly(error)
}

function isCompletion({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.code === 'SUBGRAPH_INVALID_ANSWER'
}

/** See `coordinate` in deliberate.ts. */
function kindOf(message: string): string {
  return message.replace(/ (at )?(field|array element) .*/, '')
}

/** See `requiredArguments` in deliberate.ts: what a required field is called is ours to choose. */
function askedKey(key: string | number): string | number {
  return typeof key === 'string' ? key.replace(/_required\d+$/, '') : key
}

/** The part of a path that ends at a null. */
function nullOn(data: unknown, path: Path): Path {
  let value = data
  let length = 0
  while (value !== null && typeof value === 'object' && length < path.length) {
    value = (value as Record<string | number, unknown>)[path[length++] ?? '']
  }
  return path.slice(0, length)
}

/** Whether every index of a path is one of the list that is there. */
function isThere(data: unknown, path: Path): boolean {
  let value = data
  for (const key of path) {
    if (value === null || typeof value !== 'object') return true
    if (Array.isArray(value) && !(typeof key === 'number' && key in value)) return false
    value = (value as Record<string | number, unknown>)[key]
  }
  return true
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}
