import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { type Arguments, argumentsFrom } from './any-arguments.js'
import type { Choices } from './choices.js'

/** An operation as a client sends it. */
export interface Operation {
  query: string
  operationName: string | undefined
  variables: Record<string, unknown>
}

export interface OperationBounds {
  /** What may stand for an ID. */
  ids: readonly string[]
  /** Fields that are not asked for, as `Type.field`. */
  leftOut: readonly string[]
}

const maxDepth = 5

/**
 * An operation over a schema, made of choices; a few of them clash with themselves and are not valid.
 *
 */
export function operationFrom(
  choices: Choices,
  schema: GraphQLSchema,
  { ids, leftOut }: OperationBounds,
): Operation {
  const { next, one } = choices
  const args = argumentsFrom(choices, ids)
  const fragments = new Map<string, string>()

  function selections(type: GraphQLCompositeType, depth: number, spreads: boolean): string {
    const made = Array.from({ length: 1 + next(4) }, () => selection(type, depth, spreads))
    return `{ ${made.join(' ')} }`
  }

  function selection(type: GraphQLCompositeType, depth: number, spreads: boolean): string {
    const kind = next(8)
    if (kind === 7 && spreads && depth > 0) return spread(type)
    if (kind >= 6 && depth > 0) return inline(type, depth, spreads)
    const possible = (isUnionType(type) ? [] : Object.values(type.getFields())).filter(
      (field) =>
        !leftOut.includes(`${type.name}.${field.name}`) &&
        (depth > 0 || !isCompositeType(getNamedType(field.type))),
    )
    const chosen = next(possible.length + 1)
    const field = possible[chosen]
    if (field === undefined) return `${next(4) === 1 ? 'typename: ' : ''}__typename${args.condition()}`
    return fieldText(field, type, depth, spreads)
  }

  function fieldText(
    field: GraphQLField<unknown, unknown>,
    type: GraphQLCompositeType,
    depth: number,
    spreads: boolean,
  ): string {
    const given = args.of(field.args)
    const below = getNamedType(field.type)
    const alias = aliasOf(field, type, given, args)
    const inner = isCompositeType(below) ? ` ${selections(below, depth - 1, spreads)}` : ''
    return `${alias}${field.name}${given}${args.condition()}${inner}`
  }

  /** The same name in the response for the same thing; a different one for what would clash. */
  function aliasOf(
    { name, type: fieldType }: GraphQLField<unknown, unknown>,
    type: GraphQLCompositeType,
    given: string,
    { numberOf }: Arguments,
  ): string {
    const number = numberOf(`${name}${given}`)
    const isUnlike = isNonNullType(fieldType) && schema.getQueryType() !== type && next(4) === 1
    if (isUnlike) return `${type.name}_${name}_${number}: `
    if (given !== '') return `${name}_${number}: `
    return next(6) === 1 ? `other_${name}: ` : ''
  }

  /** Nothing but itself in an object's type: see `knownType` in deliberate.ts. */
  function conditionsIn(type: GraphQLCompositeType): GraphQLCompositeType[] {
    if (isObjectType(type)) return [type]
    const own = possibleTypes(type)
    return Object.values(schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isCompositeType(other) &&
        !other.name.startsWith('__') &&
        possibleTypes(other).some((name) => own.includes(name)),
    )
  }

  function possibleTypes(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : schema.getPossibleTypes(type)
  }

  function inline(type: GraphQLCompositeType, depth: number, spreads: boolean): string {
    const condition = one(conditionsIn(type))
    const named = next(6) === 1 ? '' : ` on ${condition.name}`
    return `...${named}${args.condition()} ${selections(named === '' ? type : condition, depth - 1, spreads)}`
  }

  function spread(type: GraphQLCompositeType): string {
    const condition = one(conditionsIn(type))
    const known =
      fragments.get(condition.name) ??
      `fragment F${condition.name} on ${condition.name} ${selections(condition, 2, false)}`
    fragments.set(condition.name, known)
    return `...F${condition.name}${args.condition()}`
  }

  const mutation = schema.getMutationType()
  const [kind, root] =
    mutation && next(2) === 1 ? ['mutation', mutation] : (['query', schema.getQueryType()] as const)
  if (!root) throw new TypeError('The schema has no queries')
  const body = selections(root as GraphQLObjectType, maxDepth, true)
  const operationName = next(2) === 1 ? 'Named' : undefined
  const { definitions, variables } = args.variables()
  const head = `${kind} ${operationName ?? ''}${definitions}`
  return { query: [`${head} ${body}`, ...fragments.values()].join('\n'), operationName, variables }
}
