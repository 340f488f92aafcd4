import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
} from 'graphql'
import { argumentsOf, linkedFeatures } from './linked-features.js'

/**
 * Highest weight, in objects. A subgraph may say what it likes of a type that others give too; it must not make that
 * too dear to be asked for at all.
 */
export const maxWeight = 1_000

/** What subgraphs say about the cost of their parts. What is not named costs what it would cost without. */
export interface CostWeights {
  /** By the name of a type, or `Type.field`; never negative, at most {@link maxWeight}. */
  outputs: ReadonlyMap<string, number>
  /** Of values, by `Type.field.argument` or `InputType.field`; the same bounds. */
  inputs: ReadonlyMap<string, number>
  /** By `Type.field`. */
  lists: ReadonlyMap<string, ListSize>
}

/** How long a list is; `@listSize` of the Cost specification v0.1. */
export interface ListSize {
  /** Where no argument says it. */
  assumedSize: number
  /** Names of arguments that say it. */
  slicingArguments: readonly string[]
  /** Fields of what the field leads to that are the list; empty if the field is one itself. */
  sizedFields: readonly string[]
  /** Whether exactly one of the arguments has to be given. */
  requireOneSlicingArgument: boolean
}

export const noWeights: CostWeights = { outputs: new Map(), inputs: new Map(), lists: new Map() }

const specification = 'cost'
const mention = /specs\.apollo\.dev\/cost\//

/**
 * Reads `@cost` and `@listSize` (Apollo Federation 2.9) from a supergraph, by whatever names it imports them. What the
 * types of an interface or union say counts for that too, the dearest of it.
 *
 * @param supergraph SDL of a supergraph
 */
export function readCostWeights(supergraph: string): CostWeights {
  if (!mention.test(supergraph)) return noWeights
  const document = parse(supergraph, { noLocation: true })
  const feature = linkedFeatures(document).find(({ name }) => name === specification)
  if (feature === undefined) return noWeights
  const names = { cost: feature.directive('cost'), listSize: feature.directive('listSize') }
  const weights = { outputs: new Map(), inputs: new Map(), lists: new Map() } as MutableWeights
  for (const node of document.definitions) readDefinition(node, names, weights)
  for (const [type, members] of membersIn(document)) {
    for (const member of members) inherit(type, member, weights)
  }
  return weights
}

interface MutableWeights extends CostWeights {
  outputs: Map<string, number>
  inputs: Map<string, number>
  lists: Map<string, ListSize>
}

interface Names {
  cost: string
  listSize: string
}

type Definition = DocumentNode['definitions'][number]

function readDefinition(node: Definition, names: Names, { outputs, inputs, lists }: MutableWeights): void {
  if (!('name' in node) || node.name === undefined) return
  const type = node.name.value
  addWeight(outputs, type, node.directives as Applied, names)
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) addInputs(type, node.fields ?? [], names, inputs)
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return
  for (const field of node.fields ?? []) {
    const coordinate = `${type}.${field.name.value}`
    addWeight(outputs, coordinate, field.directives, names)
    addInputs(coordinate, field.arguments ?? [], names, inputs)
    const listSize = field.directives?.find(({ name }) => name.value === names.listSize)
    if (listSize) lists.set(coordinate, listSizeOf(listSize))
  }
}

type Applied = readonly ConstDirectiveNode[] | undefined

function addInputs(
  owner: string,
  values: readonly InputValueDefinitionNode[],
  names: Names,
  inputs: Map<string, number>,
): void {
  for (const { name, directives } of values) addWeight(inputs, `${owner}.${name.value}`, directives, names)
}

function addWeight(
  weights: Map<string, number>,
  coordinate: string,
  applied: Applied,
  { cost }: Names,
): void {
  const directive = applied?.find(({ name }) => name.value === cost)
  if (directive === undefined) return
  weights.set(coordinate, Math.min(natural(argumentsOf(directive).weight), maxWeight))
}

function listSizeOf(directive: ConstDirectiveNode): ListSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = argumentsOf(directive)
  return {
    assumedSize: natural(assumedSize),
    slicingArguments: namesIn(slicingArguments),
    sizedFields: namesIn(sizedFields),
    requireOneSlicingArgument: requireOneSlicingArgument !== false,
  }
}

/** The number that is written there, if it is one that a cost can be counted with; else 0. */
function natural(value: unknown): number {
  // A literal in GraphQL text is kept as its digits where it is no safe number.
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? Math.max(number, 0) : 0
}

function namesIn(value: unknown): string[] {
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]).map(String)
}

/** Object types by the interface or union they belong to. */
function membersIn(document: DocumentNode): Map<string, string[]> {
  const members = new Map<string, string[]>()
  const add = (type: string, member: string) => members.set(type, [...(members.get(type) ?? []), member])
  for (const node of document.definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const { name } of node.interfaces ?? []) add(name.value, node.name.value)
    }
    if (node.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of node.types ?? []) add(node.name.value, name.value)
    }
  }
  return members
}

/** Lets an interface or union say what one of its types says of itself and its fields. */
function inherit(type: string, member: string, { outputs, inputs, lists }: MutableWeights): void {
  for (const weights of [outputs, inputs]) {
    for (const [coordinate, weight] of [...weights]) {
      const own = renamed(coordinate, member, type)
      if (own !== undefined) weights.set(own, Math.max(weights.get(own) ?? 0, weight))
    }
  }
  for (const [coordinate, size] of [...lists]) {
    const own = renamed(coordinate, member, type)
    if (own !== undefined) lists.set(own, joined(lists.get(own), size))
  }
}

function renamed(coordinate: string, from: string, to: string): string | undefined {
  if (coordinate !== from && !coordinate.startsWith(`${from}.`)) return undefined
  return to + coordinate.slice(from.length)
}

/** As composition joins what two subgraphs say. */
function joined(one: ListSize | undefined, other: ListSize): ListSize {
  if (one === undefined) return other
  return {
    assumedSize: Math.max(one.assumedSize, other.assumedSize),
    slicingArguments: [...new Set([...one.slicingArguments, ...other.slicingArguments])],
    sizedFields: [...new Set([...one.sizedFields, ...other.sizedFields])],
    requireOneSlicingArgument: one.requireOneSlicingArgument && other.requireOneSlicingArgument,
  }
}
