import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/**
 * Everything of a schema that an operation names: `Type`, `Type.field`, `Type.field.argument`, `Input.field`,
 * `Enum.VALUE`. All of an input type or enum counts where a variable may hold it.
 */
export function usedCoordinates(document: DocumentNode, schema: GraphQLSchema): Set<string> {
  const used = new Set<string>()
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType()
        if (parent) used.add(parent.name).add(`${parent.name}.${name.value}`)
        // What is removed or becomes another is told of the type, too.
        const type = getNamedType(info.getType())
        if (type) used.add(type.name)
      },
      Argument({ name }) {
        const [parent, field] = [info.getParentType(), info.getFieldDef()]
        if (parent && field) used.add(`${parent.name}.${field.name}.${name.value}`)
      },
      InlineFragment({ typeCondition }) {
        if (typeCondition) used.add(typeCondition.name.value)
      },
      FragmentDefinition({ typeCondition }) {
        used.add(typeCondition.name.value)
      },
      ObjectField({ name }) {
        const input = getNamedType(info.getParentInputType())
        if (input) used.add(input.name).add(`${input.name}.${name.value}`)
      },
      ObjectValue() {
        const input = getNamedType(info.getInputType())
        if (input) used.add(input.name)
      },
      EnumValue({ value }) {
        const type = getNamedType(info.getInputType())
        if (type) used.add(type.name).add(`${type.name}.${value}`)
      },
      VariableDefinition({ type }) {
        const input = typeFromAST(schema, type as never) as GraphQLInputType | undefined
        if (input) addInput(input, used, new Set())
      },
      Directive({ name }) {
        used.add(`@${name.value}`)
      },
    }),
  )
  return used
}

function addInput(type: GraphQLInputType, used: Set<string>, seen: Set<string>): void {
  const named = getNamedType(type)
  if (seen.has(named.name)) return
  seen.add(named.name)
  used.add(named.name)
  if (isEnumType(named)) for (const { name } of named.getValues()) used.add(`${named.name}.${name}`)
  if (!isInputObjectType(named)) return
  for (const field of Object.values(named.getFields())) {
    used.add(`${named.name}.${field.name}`)
    addInput(field.type, used, seen)
  }
}
