import { type DocumentNode, type GraphQLError, Kind, parse } from 'graphql'
import type { Finding } from '../../../../platform/input/checked.js'
import { type PlainOperation, plainOperation, sha256 } from '../../../../platform/registry/plain-operation.js'

/** An operation as it is registered. */
export interface ReadOperation {
  /** SHA-256 of the text as it was sent. */
  hash: string
  text: string
  name: string | null
  plain: PlainOperation
}

/**
 * Reads a text with one operation.
 *
 * @param maxTokens more than this no gateway would execute
 */
export function readOperation(text: string, maxTokens: number): ReadOperation | Omit<Finding, 'path'> {
  const document = parsed(text, maxTokens)
  if ('code' in document) return document
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  const others = document.definitions.some(
    ({ kind }) => kind !== Kind.OPERATION_DEFINITION && kind !== Kind.FRAGMENT_DEFINITION,
  )
  const [operation] = operations
  if (others || operations.length !== 1 || operation?.kind !== Kind.OPERATION_DEFINITION) {
    return { code: 'NOT_ONE_OPERATION' }
  }
  const name = operation.name?.value ?? null
  const plain = plainOperation(document, name)
  return plain === undefined ? { code: 'NOT_ONE_OPERATION' } : { hash: sha256(text), text, name, plain }
}

function parsed(text: string, maxTokens: number): DocumentNode | Omit<Finding, 'path'> {
  try {
    return parse(text, { maxTokens })
  } catch (error) {
    const { message, locations = [] } = error as GraphQLError
    const places = locations.map(({ line, column }) => ` (${line}:${column})`)
    return { code: 'NOT_AN_OPERATION', limit: `${message}${places.join('')}` }
  }
}
