import {
  type DirectiveNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql'
import type { WorldObject } from './world.js'

type Representation = Record<string, unknown>

/** The keys by which a subgraph can be asked for an entity. */
export function keysOf({
  astNode,
  extensionASTNodes,
}: GraphQLObjectType | GraphQLInterfaceType): SelectionSetNode[] {
  const directives = [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? [])
  return directives
    .filter((directive) => directive.name.value === 'key' && !isUnresolvable(directive))
    .flatMap((directive) =>
      (directive.arguments ?? []).flatMap(({ name, value }) =>
        name.value === 'fields' && value.kind === Kind.STRING ? [fieldSet(value.value)] : [],
      ),
    )
}

/** Whether a representation is one of an object by a key. */
export function isKeyOf(key: SelectionSetNode, representation: unknown, object: unknown): boolean {
  if (!isRecord(representation) || !isRecord(object)) return false
  return key.selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return false
    const name = selection.name.value
    const [given, own] = [representation[name], object[name]]
    return selection.selectionSet
      ? isKeyOf(selection.selectionSet, given, own)
      : given !== undefined && given === own
  })
}

function isUnresolvable({ arguments: args = [] }: DirectiveNode): boolean {
  return args.some(
    ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
  )
}

function fieldSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions
  return (definition as OperationDefinitionNode).selectionSet
}

function isRecord(value: unknown): value is Representation & WorldObject {
  return typeof value === 'object' && value !== null
}
