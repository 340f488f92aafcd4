import { createHash } from 'node:crypto'
import { type DocumentNode, Kind, print, separateOperations, visit } from 'graphql'

/** An operation without any value its clients wrote into it: what may be kept of who asked what. */
export interface PlainOperation {
  /** SHA-256 of the text, hexadecimal. */
  hash: string
  text: string
  name: string | null
}

/**
 * One operation of a document with the fragments it needs: its strings empty, its numbers 0, its comments gone. Enum
 * values, booleans and the lengths of lists stay, for they are the operation's structure.
 *
 * @param operationName which one; null for the one that has no name
 * @returns undefined if the document has no such operation
 */
export function plainOperation(
  document: DocumentNode,
  operationName: string | null,
): PlainOperation | undefined {
  const operation = separateOperations(document)[operationName ?? '']
  if (operation === undefined) return undefined
  const text = print(withoutValues(operation))
  return { hash: sha256(text), text, name: operationName }
}

/** Hash of a text as clients and registries of operations make it: SHA-256 of its UTF-8, hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function withoutValues(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.STRING]: (node) => ({ ...node, value: '', block: false }),
    [Kind.INT]: (node) => ({ ...node, value: '0' }),
    [Kind.FLOAT]: (node) => ({ ...node, value: '0' }),
  })
}
