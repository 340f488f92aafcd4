import {
  type ASTNode,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  print,
  type StringValueNode,
  visit,
} from 'graphql'
import { isProvided, providedNames } from './provided-names.js'

/** Parts of a definition whose order means nothing. */
const unordered = [
  'interfaces',
  'directives',
  'fields',
  'arguments',
  'values',
  'types',
  'locations',
  'operationTypes',
] as const

type Parts = Partial<Record<(typeof unordered)[number], readonly ASTNode[]>>

/**
 * An SDL written in one way: extensions put into what they extend, everything in alphabetical order, without comments.
 * Two that are the same say the same.
 */
export function normalizedSdl(document: DocumentNode): string {
  return `${[...definitionsOf(document).values()].join('\n\n')}\n`
}

/** Where two SDLs first say different things; null if nowhere. */
export interface Difference {
  /** Name of the type or directive. */
  where: string
  /** Its definition in the first; a dash if there is none. */
  first: string
  second: string
}

/**
 * Compares what two SDLs of subgraphs mean. Descriptions count for nothing, nor does what federation adds by itself:
 * libraries differ in whether they print it.
 */
export function firstDifference(first: DocumentNode, second: DocumentNode): Difference | null {
  const [one, other] = [meaningOf(first), meaningOf(second)]
  const where = [...new Set([...one.keys(), ...other.keys()])]
    .sort()
    .find((key) => one.get(key) !== other.get(key))
  if (where === undefined) return null
  return { where, first: shortened(one.get(where)), second: shortened(other.get(where)) }
}

/** Longer definitions are told by their beginning only. */
const mostCharacters = 400

function shortened(definition = '–'): string {
  return definition.length <= mostCharacters ? definition : `${definition.slice(0, mostCharacters)}…`
}

function meaningOf(document: DocumentNode): Map<string, string> {
  const provided = providedNames(document)
  const meant = visit(document, {
    enter(node) {
      if (isProvided(node, provided)) return null
      return 'description' in node ? { ...node, description: undefined } : undefined
    },
  })
  const definitions = definitionsOf(meant)
  // What is left of a root type that had nothing but federation's fields.
  for (const [key, text] of definitions) if (/^(type Query|schema)$/.test(text)) definitions.delete(key)
  return definitions
}

/** Every definition as text, by name, in alphabetical order. */
function definitionsOf(document: DocumentNode): Map<string, string> {
  const byName = Map.groupBy(document.definitions, nameOf)
  return new Map(
    [...byName]
      .map(([name, parts]) => [name, print(sorted(merged(parts)))] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}

function nameOf(node: DefinitionNode): string {
  const name = 'name' in node ? (node.name?.value ?? '') : 'schema'
  return node.kind === Kind.DIRECTIVE_DEFINITION ? `@${name}` : name
}

/** A definition with what its extensions add to it. */
function merged(nodes: readonly DefinitionNode[]): ASTNode {
  const [first, ...rest] = nodes
  if (first === undefined) throw new TypeError('A group has a node at least')
  const node: Record<string, unknown> = { ...first, kind: first.kind.replace('Extension', 'Definition') }
  for (const part of unordered) {
    const all = nodes.flatMap((each) => (each as Parts)[part] ?? [])
    if (all.length > 0) node[part] = all
  }
  node.description ??= (rest as { description?: unknown }[]).find(
    ({ description }) => description,
  )?.description
  return node as unknown as ASTNode
}

function sorted(definition: ASTNode): ASTNode {
  return visit(definition, {
    leave(node) {
      if (node.kind === Kind.STRING) return withoutBlock(node)
      const ordered = Object.fromEntries(
        unordered.flatMap((part) => {
          const nodes = (node as Parts)[part]
          return Array.isArray(nodes) ? [[part, inOrder(nodes)]] : []
        }),
      )
      return { ...node, ...ordered, ...(node.kind === Kind.DIRECTIVE ? withSortedImport(node) : {}) }
    },
  })
}

function withoutBlock(node: StringValueNode): StringValueNode {
  return { ...node, block: false }
}

function withSortedImport(node: DirectiveNode): Partial<DirectiveNode> {
  const args = (node.arguments ?? []).map((argument) =>
    node.name.value === 'link' && argument.value.kind === Kind.LIST
      ? { ...argument, value: { ...argument.value, values: inOrder(argument.value.values) } }
      : argument,
  )
  return { arguments: inOrder(args) }
}

function inOrder<Node extends ASTNode>(nodes: readonly Node[]): Node[] {
  const written = nodes.map((node) => ({ node, text: print(node) }))
  return written.sort((one, other) => (one.text < other.text ? -1 : 1)).map(({ node }) => node)
}
