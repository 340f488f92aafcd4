import { type Change, ChangeType, CriticalityLevel } from '@graphql-inspector/core'
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql'
import type { KnownOperation } from './finding.js'
import type { ComposedSubject } from './subject.js'
import { usedCoordinates } from './used-coordinates.js'

/** A change that takes something from frontends, and the operations that would break of it. */
export interface BreakingChange {
  change: Change
  operations: readonly KnownOperation[]
}

interface ReadOperation {
  operation: KnownOperation
  document: DocumentNode
  coordinates: ReadonlySet<string>
}

/**
 * Changes that break whatever names what is changed: it is gone, or the operation stays valid, but what it gets, or what
 * its variables may hold, is something else. After other changes an operation has to be validated.
 */
const certain: ReadonlySet<string> = new Set([
  ChangeType.FieldRemoved,
  ChangeType.FieldArgumentRemoved,
  ChangeType.FieldTypeChanged,
  ChangeType.InputFieldTypeChanged,
  ChangeType.InputFieldRemoved,
  ChangeType.InputFieldAdded,
  ChangeType.EnumValueRemoved,
])

/**
 * Finds which operations each change would break. Operations are indexed by what they name, so that only those a change
 * can concern are looked at: thousands take a second.
 *
 * @param changes harmless ones among them are left out
 */
export function brokenOperations(
  changes: readonly Change[],
  { operations, before, after }: Pick<ComposedSubject, 'operations' | 'before' | 'after'>,
): BreakingChange[] {
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
  const index = indexed(breaking.length === 0 ? [] : operations, before)
  const invalid = new Map<ReadOperation, boolean>()
  const isInvalid = (read: ReadOperation) => {
    const known = invalid.get(read) ?? becomesInvalid(read.document, before, after)
    invalid.set(read, known)
    return known
  }
  return breaking.map((change) => {
    const concerned = index.get(coordinateOf(change)) ?? []
    const broken = concerned.filter((read) => certain.has(change.type) || isInvalid(read))
    return { change, operations: broken.map(({ operation }) => operation) }
  })
}

function indexed(operations: readonly KnownOperation[], schema: GraphQLSchema) {
  const index = new Map<string, ReadOperation[]>()
  for (const operation of operations) {
    const document = readable(operation.text)
    if (document === null) continue
    const read = { operation, document, coordinates: usedCoordinates(document, schema) }
    for (const coordinate of read.coordinates) {
      const same = index.get(coordinate)
      if (same === undefined) index.set(coordinate, [read])
      else same.push(read)
    }
  }
  return index
}

/** What an operation names if the change concerns it. */
function coordinateOf({ type, path = '' }: Change): string {
  const parts = path.split('.')
  switch (type) {
    // What it is added to is what operations name.
    case ChangeType.FieldArgumentAdded:
      return parts.slice(0, 2).join('.')
    case ChangeType.InputFieldAdded:
    case ChangeType.UnionMemberRemoved:
    case ChangeType.ObjectTypeInterfaceRemoved:
      return parts[0] ?? ''
    default:
      return path
  }
}

/** Whether something is wrong with it that was right before. */
function becomesInvalid(document: DocumentNode, before: GraphQLSchema, after: GraphQLSchema): boolean {
  const wrong = validate(after, document)
  if (wrong.length === 0) return false
  const known = new Set(validate(before, document).map(({ message }) => message))
  return wrong.some(({ message }) => !known.has(message))
}

function readable(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true })
  } catch {
    return null
  }
}
