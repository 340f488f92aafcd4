import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  isAbstractType,
  isObjectType,
  Kind,
} from 'graphql'
import { areMet, type Variables, withDefaults } from '../../execution/conditions.js'
import { entitiesField } from './entities.js'
import { createSelection, type FieldOfAnswer, type Selection } from './selection.js'
import type { Shape } from './shape.js'

/** A value that is not what the schema says. */
export interface Violation {
  coordinate: string
  problem: string
  path: (string | number)[]
}

/** What the answer is to, beside the operation. */
export interface Asked {
  variables: Variables
  /** Of the entities asked for, by their place; undefined where none were. */
  entityTypes: readonly string[] | undefined
}

/**
 * What of an answer's data is as the schema says: fields that were asked for, of the right types; null where a value is
 * something else, or, where null may not be, at the nearest place around it where it may.
 *
 * @param onViolation called for each such value
 */
export type AnswerCheck = (
  data: Readonly<Record<string, unknown>>,
  asked: Asked,
  onViolation: (violation: Violation) => void,
) => Record<string, unknown> | null

interface Run extends Asked {
  schema: GraphQLSchema
  onViolation: (violation: Violation) => void
}

/** Where a value stands: a chain, since most values need no path, and an array for each would cost as much as the rest. */
interface Place {
  field: FieldOfAnswer
  /** The value's key or index in what contains it. */
  key: string | number
  /** Of what contains it; undefined for the root. */
  within: Place | undefined
}

type ObjectShape = Extract<Shape, { kind: 'OBJECT' }>

/** Stands for a value that must not be null and cannot be had; what contains it is lost as well. */
const lost = Symbol('lost')

/**
 * Makes the check for one operation.
 *
 * @param schema the partner's own schema
 * @param document what is sent to the partner
 */
export function compileCheck(schema: GraphQLSchema, document: DocumentNode): AnswerCheck {
  const operation = getOperationAST(document)
  const root = operation && schema.getRootType(operation.operation)
  // Not a partner's fault: the gateway asks only what the schema has.
  if (!operation || !root) throw new TypeError('The operation is none of the schema')
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
  const part = { set: operation.selectionSet, parent: root, conditions: [] }
  const selection = createSelection({ schema, fragments }, [part])
  return (data, { variables, entityTypes }, onViolation) => {
    const run = { schema, variables: withDefaults(operation, variables), entityTypes, onViolation }
    const checked = checkedFields(run, selection, root, data, undefined)
    return checked === lost ? null : checked
  }
}

function checkedFields(
  run: Run,
  selection: Selection,
  type: GraphQLObjectType | undefined,
  value: Readonly<Record<string, unknown>>,
  within: Place | undefined,
): Record<string, unknown> | typeof lost {
  const checked: Record<string, unknown> = {}
  for (const field of selection.fieldsOf(type)) {
    const { key } = field
    const found = Object.hasOwn(value, key) ? value[key] : undefined
    if (found === undefined && (type === undefined || !isExpected(run, field))) continue
    // The type has been looked at already; roots may have names of their own in a subgraph.
    const result = field.isTypename
      ? (type?.name ?? found)
      : checkedValue(run, field.shape, found, { field, key, within })
    if (result === lost) return lost
    put(checked, key, result)
  }
  return checked
}

function isExpected({ variables }: Run, { conditions }: FieldOfAnswer): boolean {
  return conditions.some((all) => areMet(all, variables))
}

/** A client may have given a field any name as alias, and one of them means something else to JavaScript. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
}

function checkedValue(run: Run, shape: Shape | undefined, value: unknown, place: Place): unknown {
  if (shape === undefined) return violate(run, place, 'is not in the schema')
  if (shape.kind === 'NON_NULL') {
    const result = checkedValue(run, shape.of, value, place)
    if (value === null) violate(run, place, 'is null, which it must not be')
    return result ?? lost
  }
  if (value === null) return null
  if (value === undefined) return violate(run, place, 'is missing')
  if (shape.kind === 'LIST') return checkedList(run, shape.of, value, place)
  if (shape.kind === 'OBJECT') return checkedObject(run, shape, value, place)
  const { isValid, problem, cleaned } = shape.check
  return isValid(value) ? cleaned(value) : violate(run, place, problem)
}

function checkedList(run: Run, shape: Shape, value: unknown, place: Place): unknown {
  if (!Array.isArray(value)) return violate(run, place, 'is no list')
  const { field } = place
  const items: unknown[] = []
  for (const [index, item] of value.entries()) {
    const result = checkedValue(run, shape, item, { field, key: index, within: place })
    if (result === lost) return null
    items.push(result)
  }
  return items
}

function checkedObject(run: Run, shape: ObjectShape, value: unknown, place: Place): unknown {
  if (!isRecord(value)) return violate(run, place, 'is no object')
  const { below } = place.field
  if (below === undefined) return null
  const actual = actualType(run, shape, value, place)
  if (actual === 'UNKNOWN') return violate(run, place, 'is of a type that is not expected there')
  const result = checkedFields(run, below, actual, value, place)
  return result === lost ? null : result
}

/** The object's type, as far as it can be told: by itself, by what was asked for, or because it can be one only. */
function actualType(
  run: Run,
  { type, only }: ObjectShape,
  value: Readonly<Record<string, unknown>>,
  place: Place,
): GraphQLObjectType | undefined | 'UNKNOWN' {
  const said = Object.hasOwn(value, '__typename') ? value.__typename : undefined
  if (only && (said === undefined || said === only.name)) return only
  const expected = entityType(run, place) ?? type
  if (said === undefined) return isObjectType(expected) ? expected : undefined
  const actual = typeof said === 'string' ? run.schema.getType(said) : undefined
  if (!isObjectType(actual)) return 'UNKNOWN'
  const fits = actual === expected || (isAbstractType(expected) && run.schema.isSubType(expected, actual))
  return fits ? actual : 'UNKNOWN'
}

/** What was asked for at that place of the list of entities; undefined elsewhere. */
function entityType(
  { schema, entityTypes }: Run,
  { key, within, field }: Place,
): GraphQLNamedType | undefined {
  const isEntity = within !== undefined && within.within === undefined && field.key === entitiesField
  return isEntity ? schema.getType(entityTypes?.[Number(key)] ?? '') : undefined
}

/** @returns what stands in the place of the value */
function violate({ onViolation }: Run, place: Place, problem: string): null {
  const path: (string | number)[] = []
  for (let at: Place | undefined = place; at; at = at.within) path.unshift(at.key)
  onViolation({ coordinate: place.field.coordinate, problem, path })
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
