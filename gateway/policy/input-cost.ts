import {
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql'

type Weights = ReadonlyMap<string, number>
type Values = Readonly<Record<string, unknown>>

/**
 * What the arguments of a field cost: the weight of each that is given, and of each field of an input object in it.
 *
 * @param coordinate `Type.field`
 * @param values of the arguments, with defaults
 * @param weights by `Type.field.argument` and `InputType.field`
 */
export function valuesCost(
  { args }: GraphQLField<unknown, unknown>,
  coordinate: string,
  values: Values,
  weights: Weights,
): number {
  if (weights.size === 0) return 0
  return sumOf(args, ({ name, type }) => valueCost(`${coordinate}.${name}`, type, values[name], weights))
}

function valueCost(coordinate: string, type: GraphQLInputType, value: unknown, weights: Weights): number {
  if (value === undefined || value === null) return 0
  return (weights.get(coordinate) ?? 0) + contentCost(type, value, weights)
}

function contentCost(type: GraphQLInputType, value: unknown, weights: Weights): number {
  const nullable: GraphQLInputType = getNullableType(type)
  if (value === null) return 0
  if (isListType(nullable)) {
    return sumOf(value as unknown[], (item) => contentCost(nullable.ofType, item, weights))
  }
  if (!isInputObjectType(nullable)) return 0
  const values = value as Values
  return sumOf(Object.values(nullable.getFields()), (field) =>
    valueCost(`${nullable.name}.${field.name}`, field.type, values[field.name], weights),
  )
}

function sumOf<T>(items: readonly T[], costOf: (item: T) => number): number {
  return items.reduce((sum, item) => sum + costOf(item), 0)
}
