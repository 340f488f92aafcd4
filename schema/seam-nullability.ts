import { type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse, type TypeNode } from 'graphql'
import type { SubgraphContract } from './compose.js'

/** A place where the failure of one subgraph would take fields of others with it. */
export interface SeamProblem {
  subgraph: string
  /** `Type.field`. */
  coordinate: string
  message: string
}

/** The object types of one subgraph by name. */
type Types = Map<string, ObjectTypeDefinitionNode>

const rootTypes = new Set(['Query', 'Mutation'])

/**
 * Finds every non-null type at a seam between subgraphs. When a subgraph is down its fields are null; where one may
 * not be null, GraphQL nulls the parent, and with it what others have answered (GraphQL specification, 6.4.4). So these
 * must be nullable: root fields, fields a subgraph adds to an entity of another, and fields that lead to one.
 */
export function findSeamProblems(contracts: readonly SubgraphContract[]): SeamProblem[] {
  const subgraphs = new Map(contracts.map(({ name, sdl }) => [name, objectTypes(sdl)]))
  const owners = findOwners(subgraphs)
  return [...subgraphs].flatMap(([subgraph, types]) =>
    [...types.values()].flatMap((type) => problemsOfType(subgraph, type, owners)),
  )
}

function problemsOfType(
  subgraph: string,
  type: ObjectTypeDefinitionNode,
  owners: ReadonlyMap<string, string>,
): SeamProblem[] {
  const typeName = type.name.value
  const isForeign = (name: string) => (owners.get(name) ?? subgraph) !== subgraph
  const problems: SeamProblem[] = []
  for (const field of type.fields ?? []) {
    const report = (message: string) =>
      problems.push({ subgraph, coordinate: `${typeName}.${field.name.value}`, message })
    const required = field.type.kind === Kind.NON_NULL_TYPE
    if (required && rootTypes.has(typeName)) report('a root field must be nullable')
    if (required && isForeign(typeName) && !isKey(field)) {
      report(`a field added to ${owners.get(typeName)}'s entity must be nullable`)
    }
    const target = namedType(field.type)
    if (isForeign(target) && hasNonNull(field.type)) {
      report(
        `a field that leads to ${owners.get(target)}'s ${target} must be nullable, and so must its elements`,
      )
    }
  }
  return problems
}

/** The subgraph that answers for an entity: the only one that defines it, or the one with a root field that gives it. */
function findOwners(subgraphs: ReadonlyMap<string, Types>): Map<string, string> {
  const owners = new Map<string, string>()
  for (const [subgraph, types] of subgraphs) {
    const given = new Set(types.get('Query')?.fields?.map((field) => namedType(field.type)))
    for (const [name, type] of types) {
      const isEntity = type.directives?.some((directive) => directive.name.value === 'key')
      if (isEntity && (given.has(name) || definers(name, subgraphs) === 1)) owners.set(name, subgraph)
    }
  }
  return owners
}

function definers(typeName: string, subgraphs: ReadonlyMap<string, Types>): number {
  return [...subgraphs.values()].filter((types) => types.has(typeName)).length
}

function objectTypes(sdl: string): Types {
  const definitions = parse(sdl).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
  return new Map(definitions.map((type) => [type.name.value, type]))
}

function isKey(field: FieldDefinitionNode): boolean {
  return field.name.value === 'id'
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}

function hasNonNull(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false
  return type.kind === Kind.NON_NULL_TYPE || hasNonNull(type.type)
}
