import { collectFields, collectSubFields } from '@graphql-tools/utils'
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLFormattedError,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { fieldOf } from '../../../../gateway/policy/field-of.js'
import type { Faults } from './faults.js'
import { isKeyOf, keysOf } from './keys.js'
import type { WorldObject, WorldSubgraph } from './world.js'

export interface ExecutionParts {
  subgraph: WorldSubgraph
  document: DocumentNode
  /** Coerced. */
  variables: Record<string, unknown>
  faults: Faults
  /** Written into. */
  errors: GraphQLFormattedError[]
}

export interface Execution {
  /** @returns `data` */
  root(value: WorldObject, type: GraphQLObjectType, selectionSet: SelectionSetNode): WorldObject | null
}

/** An object of which fields are asked for. */
interface Subject {
  value: WorldObject
  /** By what it was asked for, where that was a representation. */
  given: WorldObject
  /** The same for the same object, however it was reached. */
  identity: string
}

interface AskedValue {
  /** For its faults. */
  place: string
  /** For its errors. */
  what: string
  type: GraphQLOutputType
  path: Path
}

type Path = readonly (string | number)[]
type Fields = Map<string, FieldNode[]>

/** Thrown where null goes up to what a field belongs to. */
class NullGoesUp extends Error {}

const wrongScalars = ['wrong', 5, 1.5, true]

/** Executes one operation over a subgraph's world: at once, with faults where the seed says so. */
export function createExecution({
  subgraph,
  document,
  variables,
  faults,
  errors,
}: ExecutionParts): Execution {
  const { schema, world, name: subgraphName } = subgraph
  const values = { coerced: variables, sources: {} }
  const fragments = Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  )

  function objectOf(subject: Subject, type: GraphQLObjectType, fields: Fields, path: Path): WorldObject {
    const result: WorldObject = {}
    for (const [key, nodes] of fields) {
      const value = valueOfField(subject, type, nodes, [...path, key])
      if (value !== undefined) result[key] = value
    }
    return result
  }

  /** @returns undefined where the field is missing */
  function valueOfField(subject: Subject, type: GraphQLObjectType, nodes: FieldNode[], path: Path): unknown {
    const [node] = nodes
    if (node === undefined) throw new TypeError('A field without a node')
    const name = node.name.value
    if (name === '__typename') return typenameOf(subject, type)
    const definition = fieldOf(type, name)
    const args = getArgumentValues(definition, node, variables)
    if (name === '_entities') return entitiesBy(args.representations as WorldObject[], nodes, path)
    const place = `${subject.identity}/${name}${JSON.stringify(args)}`
    return faulty({ place, what: name, type: definition.type, path }, () => {
      return completed(ownValue(subject, name, args), definition.type, nodes, place, path)
    })
  }

  function typenameOf({ identity }: Subject, { name }: GraphQLObjectType): string | undefined {
    if (world.roots[name]) return name
    const fault = faults.ofField(`${subgraphName} ${identity} __typename`)
    if (fault === 'missing') return undefined
    return fault === 'wrong' ? 'Nothing' : name
  }

  function entitiesBy(representations: readonly WorldObject[], nodes: FieldNode[], path: Path): unknown[] {
    return representations.map((given, index) => {
      const type = schema.getType(String(given.__typename))
      if (!isObjectType(type) && !isInterfaceType(type)) throw new TypeError(`No entity ${given.__typename}`)
      const keys = keysOf(type)
      const known = world.entities.findIndex((object) => keys.some((key) => isKeyOf(key, given, object)))
      const at = [...path, index]
      const value = world.entities[known]
      if (value === undefined) return null
      const subject = { value, given, identity: `entity ${known}` }
      const asked = { place: subject.identity, what: 'Entity', type, path: at }
      const entity = faulty(asked, () => ofComposite(subject, type, nodes, at))
      return entity === undefined ? null : entity
    })
  }

  /** Makes a value, unless it has a fault; an error is null in a place that may be, and goes up where it may not. */
  function faulty({ place, what, type, path }: AskedValue, make: () => unknown): unknown {
    const fault = faults.ofField(`${subgraphName} ${place}`)
    if (fault === 'missing') return undefined
    if (fault === 'null') return null
    if (fault === 'wrong') return faults.choice(place, wrongValuesFor(type))
    return orNull(type, path, () => {
      if (fault === 'error') throw new Error(`${what} failed.`)
      return make()
    })
  }

  function orNull(type: GraphQLOutputType, path: Path, make: () => unknown): unknown {
    try {
      return make()
    } catch (error) {
      if (error instanceof TypeError) throw error
      if (!(error instanceof NullGoesUp)) {
        errors.push({ message: (error as Error).message, path, extensions: { code: 'FAULT' } })
      }
      if (isNonNullType(type)) throw new NullGoesUp()
      return null
    }
  }

  function completed(
    value: unknown,
    type: GraphQLOutputType,
    nodes: FieldNode[],
    identity: string,
    path: Path,
  ): unknown {
    if (value === null || value === undefined) {
      if (isNonNullType(type)) throw new Error('There is none.')
      return null
    }
    const nullable = getNullableType(type)
    if (isListType(nullable)) {
      return (value as unknown[]).map((item, index) => {
        const [place, at] = [`${identity}/${index}`, [...path, index]]
        const made = () => completed(item, nullable.ofType, nodes, place, at)
        return faults.ofField(`${subgraphName} ${place}`) === 'null'
          ? null
          : orNull(nullable.ofType, at, made)
      })
    }
    if (isLeafType(nullable)) return value
    const known = world.entities.indexOf(value as WorldObject)
    const subject = {
      value: value as WorldObject,
      given: {},
      identity: known === -1 ? identity : `entity ${known}`,
    }
    return ofComposite(subject, getNamedType(nullable), nodes, path)
  }

  function ofComposite(
    subject: Subject,
    declared: GraphQLNamedType,
    nodes: FieldNode[],
    path: Path,
  ): unknown {
    const type = isAbstractType(declared) ? schema.getType(String(subject.value.__typename)) : declared
    if (!isObjectType(type)) throw new TypeError(`No object type in ${JSON.stringify(subject.value)}`)
    return objectOf(subject, type, collectSubFields(schema, fragments, values, type, nodes).fields, path)
  }

  return {
    root: (value, type, selectionSet) => {
      const { fields } = collectFields(schema, fragments, values, type, selectionSet)
      const subject = { value, given: {}, identity: type.name }
      return orNull(type, [], () => objectOf(subject, type, fields, [])) as WorldObject | null
    },
  }
}

/** What a field is computed from may lack something, or be none of its type. */
function ownValue({ value, given }: Subject, name: string, args: object): unknown {
  const own = value[name]
  if (typeof own !== 'function') return own
  try {
    return own(args, given)
  } catch {
    throw new Error(`${name} cannot be computed.`)
  }
}

/** A list in the place of an object is one of the deliberate differences. */
function wrongValuesFor(type: GraphQLOutputType): readonly unknown[] {
  const isList = isListType(getNullableType(type))
  if (isLeafType(getNamedType(type))) return [...wrongScalars, [], [null], [['wrong']], { a: 1 }]
  return isList ? [...wrongScalars, [], [null], [{}], { a: 1 }] : [...wrongScalars, {}]
}
