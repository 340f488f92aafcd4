import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql'

/** A field with the arguments with which some other field requires it. */
export interface RequiredField {
  name: string
  arguments: readonly ArgumentNode[]
}

/** A supergraph in which no required field has arguments. */
export interface SeparatedSupergraph {
  supergraph: DocumentNode
  /** What stands for what; by the name of a field that is in no subgraph. */
  required: ReadonlyMap<string, RequiredField>
  /** Of which of them a field is made, by `Type.field`. */
  requiredBy: ReadonlyMap<string, readonly string[]>
}

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

const joinField = 'join__field'

/**
 * Gives each field that others require with arguments (`@requires(fields: "price(currency: \"EUR\")")`) a name of its own
 * for each of its arguments' values. The planner tells fields apart by their names in the answer alone, which clients
 * can choose, and `@requires` cannot: what a client asks for with other arguments would be taken for what is required.
 * `restoreRequired` makes what it plans one for the subgraphs that there are.
 */
export function separateRequired(supergraph: DocumentNode): SeparatedSupergraph {
  const types = new Map(
    supergraph.definitions.flatMap((node) => (isFieldsType(node) ? [[node.name.value, node] as const] : [])),
  )
  const namer = createNamer(types)
  const requiredBy = new Map<string, readonly string[]>()
  const added = new Map<string, Map<string, string>>()

  /** @returns the selections with other names */
  function separated(set: SelectionSetNode, typeName: string, used: string[]): SelectionSetNode {
    const selections = set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return node
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value ?? typeName
        return { ...node, selectionSet: separated(node.selectionSet, condition, used) }
      }
      return separatedField(node, typeName, used)
    })
    return { ...set, selections }
  }

  function separatedField(node: FieldNode, typeName: string, used: string[]): FieldNode {
    const definition = types.get(typeName)?.fields?.find(({ name }) => name.value === node.name.value)
    if (definition === undefined) return node
    const inner = node.selectionSet && separated(node.selectionSet, namedType(definition.type), used)
    const below = inner ? { ...node, selectionSet: inner } : node
    if ((definition.arguments ?? []).length === 0) return below
    const name = namer.nameOf(node)
    used.push(name)
    for (const owner of ownersOf(typeName, types)) {
      added.set(owner, (added.get(owner) ?? new Map()).set(name, node.name.value))
    }
    return { ...below, name: { kind: Kind.NAME, value: name }, arguments: [] }
  }

  function withRequires(field: FieldDefinitionNode, typeName: string): FieldDefinitionNode {
    const used: string[] = []
    const directives = field.directives?.map((directive) =>
      directive.name.value === joinField
        ? withRequired(directive, (set) => separated(set, typeName, used))
        : directive,
    )
    if (used.length > 0) requiredBy.set(`${typeName}.${field.name.value}`, used)
    return used.length === 0 || !directives ? field : { ...field, directives }
  }

  const rewritten = supergraph.definitions.map((node) =>
    isFieldsType(node)
      ? { ...node, fields: (node.fields ?? []).map((field) => withRequires(field, node.name.value)) }
      : node,
  )
  return {
    supergraph: {
      ...supergraph,
      definitions: rewritten.map((node) =>
        isFieldsType(node) ? withAdded(node, added.get(node.name.value)) : node,
      ),
    },
    required: namer.named,
    requiredBy,
  }
}

function isFieldsType(node: { kind: Kind }): node is FieldsType {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
}

function createNamer(types: ReadonlyMap<string, FieldsType>) {
  const taken = new Set(
    [...types.values()].flatMap(({ fields = [] }) => fields.map(({ name }) => name.value)),
  )
  const named = new Map<string, RequiredField>()
  const names = new Map<string, string>()
  return {
    named,
    nameOf: ({ name: { value }, arguments: given = [] }: FieldNode): string => {
      const key = `${value}(${given.map(print).sort().join()})`
      const known = names.get(key)
      if (known) return known
      let count = names.size
      while (taken.has(`${value}_required${count}`)) count++
      const name = `${value}_required${count}`
      taken.add(name)
      names.set(key, name)
      named.set(name, { name: value, arguments: given })
      return name
    },
  }
}

/** An interface's field is one of all types that implement it, too. */
function ownersOf(typeName: string, types: ReadonlyMap<string, FieldsType>): string[] {
  const implementers = [...types.values()].filter(({ interfaces = [] }) =>
    interfaces.some(({ name }) => name.value === typeName),
  )
  return [typeName, ...implementers.map(({ name }) => name.value)]
}

function withRequired(
  directive: ConstDirectiveNode,
  change: (set: SelectionSetNode) => SelectionSetNode,
): ConstDirectiveNode {
  const args = directive.arguments?.map((argument) => {
    if (argument.name.value !== 'requires' || argument.value.kind !== Kind.STRING) return argument
    const [definition] = parse(`{ ${argument.value.value} }`, { noLocation: true }).definitions
    const changed = print(change((definition as OperationDefinitionNode).selectionSet))
    return { ...argument, value: { kind: Kind.STRING as const, value: changed.trim().slice(1, -1) } }
  })
  return args ? { ...directive, arguments: args } : directive
}

/** The same field of the same subgraphs, without arguments. */
function withAdded(type: FieldsType, names: ReadonlyMap<string, string> = new Map()): FieldsType {
  const copies = [...names].flatMap(([name, original]) =>
    (type.fields ?? [])
      .filter((field) => field.name.value === original)
      .map((field) => ({ ...field, name: { kind: Kind.NAME as const, value: name }, arguments: [] })),
  )
  return copies.length === 0 ? type : { ...type, fields: [...(type.fields ?? []), ...copies] }
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}
