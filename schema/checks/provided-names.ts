import { type ASTNode, type DocumentNode, Kind, type ValueNode } from 'graphql'

/** Names under which a schema has what federation brings along, `@` before directives. */
const always = [
  ...['_Any', '_Service', '_Entity', '_FieldSet', 'FieldSet'],
  ...[
    '@link',
    '@key',
    '@requires',
    '@provides',
    '@external',
    '@extends',
    '@shareable',
    '@inaccessible',
    '@override',
  ],
  ...[
    '@tag',
    '@composeDirective',
    '@interfaceObject',
    '@authenticated',
    '@requiresScopes',
    '@policy',
    '@cost',
  ],
  ...['@listSize', '@context', '@fromContext', '@cacheTag'],
]
const namespaced = /^@?(federation|link)__/
const rootFields = new Set(['_service', '_entities'])
const linkItself = 'https://specs.apollo.dev/link/'
const rootNames: Record<string, string> = {
  query: 'Query',
  mutation: 'Mutation',
  subscription: 'Subscription',
}

/** All names in a document that stand for something federation brings along, as it has imported them. */
export function providedNames(document: DocumentNode): ReadonlySet<string> {
  return new Set([...always, ...importsOf(document).map(({ local }) => local)])
}

/** How a document may call one of federation's directives; without `@`. */
export function localNames(document: DocumentNode, directive: string): ReadonlySet<string> {
  const imported = importsOf(document).filter(({ name }) => name === `@${directive}`)
  return new Set([directive, `federation__${directive}`, ...imported.map(({ local }) => local.slice(1))])
}

interface Import {
  name: string
  local: string
}

function importsOf({ definitions }: DocumentNode): Import[] {
  return definitions
    .filter(({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION)
    .flatMap((definition) => ('directives' in definition ? (definition.directives ?? []) : []))
    .flatMap((directive) => directive.arguments?.filter(({ name }) => name.value === 'import') ?? [])
    .flatMap(({ value }) => imported(value))
}

function imported(value: ValueNode): Import[] {
  if (value.kind === Kind.STRING) return [{ name: value.value, local: value.value }]
  if (value.kind === Kind.LIST) return value.values.flatMap(imported)
  if (value.kind !== Kind.OBJECT) return []
  const given = (key: string) => {
    const named = value.fields.find(({ name }) => name.value === key)?.value
    return named?.kind === Kind.STRING ? named.value : undefined
  }
  const name = given('name')
  return name === undefined ? [] : [{ name, local: given('as') ?? name }]
}

/** Whether a node is there in every subgraph, printed or not. */
export function isProvided(node: ASTNode, provided: ReadonlySet<string>): boolean {
  switch (node.kind) {
    case Kind.DIRECTIVE_DEFINITION:
      return isNamed(`@${node.name.value}`, provided)
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
      return isNamed(node.name.value, provided)
    case Kind.FIELD_DEFINITION:
      return rootFields.has(node.name.value)
    case Kind.OPERATION_TYPE_DEFINITION:
      return rootNames[node.operation] === node.type.name.value
    case Kind.DIRECTIVE:
      return node.name.value === 'link' && isLinkItself(node.arguments?.map(({ value }) => value) ?? [])
    default:
      return false
  }
}

function isNamed(name: string, provided: ReadonlySet<string>): boolean {
  return provided.has(name) || namespaced.test(name)
}

function isLinkItself(values: readonly ValueNode[]): boolean {
  return values.some((value) => value.kind === Kind.STRING && value.value.startsWith(linkItself))
}
