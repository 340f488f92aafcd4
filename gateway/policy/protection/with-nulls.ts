import { collectSubFields } from '@graphql-tools/utils'
import {
  type FieldNode,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql'
import type { ErrorCode } from '../../../platform/errors/codes.js'
import { fieldOf } from '../field-of.js'
import { type AskedOperation, type ReadOperation, readOperation } from '../operation.js'
import { type Place, placesBelow, placesOf } from './forbidden-places.js'
import type { Permitted } from './permitted.js'

/** Most errors about forbidden fields in one answer. */
const maxErrors = 100

const code = 'UNAUTHORIZED_FIELD_OR_TYPE' satisfies ErrorCode

type Values = Record<string, unknown>

export interface Answer {
  data?: Values | null | undefined
  errors?: readonly GraphQLFormattedError[] | undefined
}

/**
 * The answer to an operation as it was asked, made of the answer to what of it is permitted: forbidden fields are
 * null, or where they may not be, what they belong to (GraphQL specification, October 2021, 6.4.4), and there is an
 * error for each place in the operation, whose path has names only, no positions in lists.
 *
 * @param answer what came of `permitted.document`; `{}` where that is null
 * @param operation as it was asked
 */
export function withNulls(answer: Answer, operation: AskedOperation, permitted: Permitted): Answer {
  const { document, forbidden } = permitted
  if (forbidden.length === 0) return answer
  const errors = [...(answer.errors ?? []), ...errorsOf(permitted)]
  const read = readOperation(operation)
  const data = document === null ? {} : answer.data
  const isNothingDone = document === null && read?.definition.operation === 'mutation'
  if (!data || read === undefined || isNothingDone) return { data: null, errors }
  const { ofObject } = createCompletion(operation, read, permitted.typeKey)
  const root = { nodes: [rootNode(read)], places: [placesOf(forbidden)] }
  return { data: ofObject(data, read.rootType, root), errors }
}

/** The operation as if it were a field, which is how the fields in it are collected. */
function rootNode({ definition: { selectionSet } }: ReadOperation): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '' }, selectionSet }
}

/** A field as it is asked for, maybe more than once, with the places where it is. */
interface Asked {
  nodes: FieldNode[]
  places: readonly Place[]
}

/** A field of objects of one type. */
interface TypedField extends Asked {
  key: string
  type: GraphQLOutputType
  isForbidden: boolean
}

function createCompletion(
  { schema }: AskedOperation,
  { fragments, variables }: ReadOperation,
  typeKey: string,
) {
  /** An answer has many objects of the same type in the same place, in long lists. */
  const known = new WeakMap<Asked, Map<string, TypedField[]>>()

  function fieldsOf(asked: Asked, type: GraphQLObjectType): TypedField[] {
    const byType = known.get(asked) ?? new Map<string, TypedField[]>()
    known.set(asked, byType)
    const fields = byType.get(type.name) ?? collected(asked, type)
    byType.set(type.name, fields)
    return fields
  }

  function collected({ nodes, places }: Asked, type: GraphQLObjectType): TypedField[] {
    const { fields } = collectSubFields(schema, fragments, variables, type, nodes)
    return [...fields].map(([key, nodes]) => {
      const here = placesBelow(places, key, type.name)
      return {
        key,
        nodes,
        type: fieldOf(type, nodes[0]?.name.value ?? '').type,
        places: here,
        isForbidden: here.some(({ isForbidden }) => isForbidden),
      }
    })
  }

  function ofObject(values: Values, type: GraphQLObjectType, asked: Asked): Values | null {
    const completed: Values = {}
    for (const field of fieldsOf(asked, type)) {
      const result = field.isForbidden ? null : ofValue(values[field.key], field.type, field)
      if (result === null && isNonNullType(field.type)) return null
      completed[field.key] = result
    }
    return completed
  }

  function ofValue(value: unknown, type: GraphQLOutputType, asked: Asked): unknown {
    if (value === null || value === undefined) return null
    // Nothing is forbidden in it, so nothing was added to it either.
    if (asked.places.length === 0) return value
    const nullable = getNullableType(type)
    if (isListType(nullable)) return ofList(value as unknown[], nullable.ofType, asked)
    if (isLeafType(nullable)) return value
    const values = value as Values
    const objectType = isObjectType(nullable) ? nullable : schema.getType(String(values[typeKey]))
    // An object whose type is not known may hold what is forbidden.
    return isObjectType(objectType) ? ofObject(values, objectType, asked) : null
  }

  function ofList(values: unknown[], type: GraphQLOutputType, asked: Asked): unknown[] | null {
    const items = values.map((value) => ofValue(value, type, asked))
    return isNonNullType(type) && items.includes(null) ? null : items
  }

  return { ofObject }
}

function errorsOf({ document, forbidden }: Permitted): GraphQLFormattedError[] {
  const consequence = document === null ? ' Nothing of the operation was executed.' : ''
  const errors = new Map<string, GraphQLFormattedError>()
  for (const { path, coordinate, message } of forbidden) {
    const keys = path.map(({ key }) => key)
    const place = `${keys.join('.')} ${coordinate}`
    if (errors.has(place)) continue
    if (errors.size === maxErrors) break
    errors.set(place, { message: message + consequence, path: keys, extensions: { code, coordinate } })
  }
  return [...errors.values()]
}
