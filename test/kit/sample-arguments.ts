import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'

const ofScalar: Record<string, unknown> = {
  String: 'Text',
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2027-01-01T10:00:00Z',
  LocalDate: '2027-01-01',
}

/**
 * The least a field must be given, valid by type.
 *
 * @param named values for arguments and input fields of these names, wherever they stand
 * @throws Error for a type or id it has no value for
 */
export function sampleArguments(
  args: readonly (GraphQLArgument | GraphQLInputField)[],
  named: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = args.filter(({ name, type, defaultValue }) => {
    return name in named || (isNonNullType(type) && defaultValue === undefined)
  })
  return Object.fromEntries(given.map(({ name, type }) => [name, named[name] ?? sample(name, type, named)]))
}

function sample(name: string, type: GraphQLInputType, named: Readonly<Record<string, unknown>>): unknown {
  if (isNonNullType(type)) return sample(name, type.ofType, named)
  if (isListType(type)) return []
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (isInputObjectType(type)) return sampleArguments(Object.values(type.getFields()), named)
  if (type.name in ofScalar) return ofScalar[type.name]
  throw new Error(`Say in the test which value "${name}" of the type ${type.name} shall have`)
}
