import { randomUUID } from 'node:crypto'
import { type GraphQLField, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql'
import { type Caller, scopes } from '../../platform/caller/caller.js'
import { type DeclaredAccess, isAllowed } from '../../platform/graph/access.js'
import type { Subgraph } from '../../platform/graph/subgraph.js'
import { administrator, coordinator, keyOf, memberOf, person } from './callers.js'
import { sampleArguments } from './sample-arguments.js'
import type { GraphqlAnswer, RunningService } from './service.js'

/** What a field that is to be tried needs beside its schema. */
export interface Prepared {
  service: RunningService
  subgraph: Pick<Subgraph, 'schema'>
  /** The organization whose things are asked for and changed. */
  own: string
  /** For each type: id of a thing of that organization, or of the town where no organization has any. */
  things: Readonly<Record<string, string>>
  /** Values for arguments and input fields by their names. */
  named: Readonly<Record<string, unknown>>
  /** Values for one field's arguments, by the name of the field. */
  arguments: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** How objects that are no entities are reached: a query with `…` where their fields stand. */
  paths: Readonly<Record<string, string>>
}

const refusals = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'])

/** One of each kind of caller, as seen from an organization. */
export function callersAround(own: string, { rule }: DeclaredAccess): Record<string, Caller | undefined> {
  return {
    anonymous: undefined,
    'a person': person,
    'a member of another organization': memberOf('org-klimawerk'),
    'an owner of another organization': memberOf('org-klimawerk', 'OWNER'),
    'a key of another organization': keyOf('org-klimawerk'),
    'an owner of the town’s organization': memberOf('org-town', 'OWNER'),
    'a key without the scope': keyOf(
      own,
      scopes.filter((scope) => scope !== rule.scope),
    ),
    'a key with all scopes': keyOf(own),
    'a member': memberOf(own),
    'an owner': memberOf(own, 'OWNER'),
    'a coordinator': coordinator,
    'an administrator': administrator,
  }
}

/** What each caller gets, and what the rule says: those that are refused first, for they change nothing. */
export async function outcomes(prepared: Prepared, declared: DeclaredAccess) {
  const callers = Object.entries(callersAround(prepared.own, declared)).map(([name, caller]) => ({
    name,
    caller,
    expected: isExpected(prepared, declared, caller),
  }))
  const got: Record<string, string> = {}
  const expected: Record<string, string> = {}
  for (const { name, caller, expected: allowed } of callers.sort(
    (a, b) => Number(a.expected) - Number(b.expected),
  )) {
    expected[name] = allowed ? 'allowed' : 'refused'
    got[name] = await attempt(prepared, declared, caller)
  }
  return { got, expected }
}

function isExpected({ own }: Prepared, { rule }: DeclaredAccess, caller: Caller | undefined): boolean {
  const nobody: Caller = { subject: 'anonymous', roles: [], memberships: [] }
  return isAllowed(caller ?? nobody, rule, { organizationId: own, town: false })
}

async function attempt(
  prepared: Prepared,
  declared: DeclaredAccess,
  caller: Caller | undefined,
): Promise<string> {
  const { query, variables } = requestFor(prepared, declared)
  const answer = await prepared.service.query(query, variables, caller)
  // Asked for one thing by its id, a query says no more than that there is none.
  if (declared.type === 'Query' && 'id' in variables && answer.data?.it === null) return 'refused'
  return outcomeOf(answer, query)
}

function outcomeOf({ data, errors = [] }: GraphqlAnswer, query: string): string {
  const codes = errors.map(({ extensions }) => String(extensions?.code))
  // Only a refusal of the field itself counts; a query that is none, or a failure, is a mistake of the test or the field.
  if (data === undefined || codes.some((code) => code === 'INTERNAL_SERVER_ERROR' || code === 'undefined')) {
    return `failed: ${query} ${JSON.stringify(errors)}`
  }
  if (codes.some((code) => refusals.has(code))) return 'refused'
  if (codes.length === 0 && !JSON.stringify(data).includes('"it"')) return `not reached: ${query}`
  return 'allowed'
}

function requestFor(prepared: Prepared, { type, field }: DeclaredAccess) {
  const { schema } = prepared.subgraph
  const definition = fieldOf(schema, type, field)
  const id = isRoot(type) ? idFor(prepared, definition) : undefined
  const named = {
    ...prepared.named,
    ...(id !== undefined && { id }),
    idempotencyKey: randomUUID(),
    ...prepared.arguments[field],
  }
  const values = sampleArguments(definition.args, named)
  const given = definition.args.filter(({ name }) => name in values)
  const declaration = given.map(({ name, type: argument }) => `$${name}: ${String(argument)}`)
  const passed = given.map(({ name }) => `${name}: $${name}`)
  const list = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '')
  const selection = isLeafType(getNamedType(definition.type)) ? '' : '{ __typename }'
  const asked = `it: ${field}${list(passed)} ${selection}`
  const kind = type === 'Mutation' ? 'mutation' : 'query'
  return {
    query: `${kind} ${list(declaration)} { ${reached(prepared, type, asked)} }`,
    variables: values,
  }
}

function reached({ paths, things }: Prepared, type: string, asked: string): string {
  if (isRoot(type)) return asked
  const path = paths[type]
  if (path !== undefined) return path.replace('…', asked)
  const id = things[type]
  if (id === undefined) throw new Error(`Say in the test how a ${type} is reached`)
  return `_entities(representations: [{ __typename: "${type}", id: "${id}" }]) { ... on ${type} { ${asked} } }`
}

function isRoot(type: string): boolean {
  return type === 'Query' || type === 'Mutation'
}

/** Id for the argument `id` of a root field: of a thing of the type it answers with. */
function idFor({ things, arguments: given }: Prepared, definition: GraphQLField<unknown, unknown>) {
  const takesId = definition.args.some(({ name }) => name === 'id')
  if (!takesId) return undefined
  const id = given[definition.name]?.id ?? things[getNamedType(definition.type).name]
  if (id === undefined) throw new Error(`Say in the test what ${definition.name} is to be tried on`)
  return id
}

function fieldOf(schema: GraphQLSchema, type: string, field: string): GraphQLField<unknown, unknown> {
  const object = schema.getType(type)
  const definition = isObjectType(object) ? object.getFields()[field] : undefined
  if (definition === undefined) throw new Error(`There is no field ${type}.${field}`)
  return definition
}
