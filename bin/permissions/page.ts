import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql'
import type { AccessRule, DeclaredAccess } from '../../platform/graph/access.js'
import { buildSubgraph } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { permissionOf, type Role, roles } from './roles.js'

const introduction = `# Who may do what

Written by \`npx hub schema\` from the rules beside the code (\`*.access.ts\`), by the function that decides when
somebody asks; a test walks the whole schema and proves it. Do not edit it here.

Every change is in the table. A field that is not in it is public. What is not public as a whole (a draft, an organization
that has not been verified) is shown to the members of its organization and to coordinators only, whatever leads to it.
An organization can never act as the town, and a coordinator never decides about an organization they are a member of.`

/** The page that says for every change, and every field that is not public, who may. */
export function permissionsPage(services: readonly ServiceDefinition[]): string {
  const sections = services.flatMap(({ name, graph }) => {
    const { schema, access } = buildSubgraph(graph)
    return access.length === 0 ? [] : [`## ${name}`, ...aggregates(schema, access)]
  })
  return `${[introduction, roleTable(), ...sections].join('\n\n')}\n`
}

function roleTable(): string {
  const rows = roles.map(({ name, sentence }) => `| ${name} | ${sentence} |`)
  return ['| role | who that is |', '|---|---|', ...rows].join('\n')
}

function aggregates(schema: GraphQLSchema, access: readonly DeclaredAccess[]): string[] {
  const byAggregate = Map.groupBy(access, (declared) => aggregateOf(schema, declared))
  return [...byAggregate]
    .sort(([a], [b]) => compare(a, b))
    .map(([aggregate, all]) => `### ${aggregate}\n\n${table(all)}`)
}

/** The type a field is of; for root fields, the one they lead to. */
function aggregateOf(schema: GraphQLSchema, { type, field }: DeclaredAccess): string {
  if (!isRoot(type)) return type
  const root = schema.getType(type)
  const target = isObjectType(root) ? getNamedType(root.getFields()[field]?.type) : undefined
  return isObjectType(target) ? target.name.replace(/Connection$/, '') : 'Others'
}

function table(access: readonly DeclaredAccess[]): string {
  const header = ['', ...roles.map(({ name }) => name)]
  const rows = access
    .toSorted((a, b) => compare(nameOf(a), nameOf(b)))
    .map((declared) => [`\`${nameOf(declared)}\``, ...roles.map((role) => cell(role, declared.rule))])
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function cell(role: Role, rule: AccessRule): string {
  const permission = permissionOf(role, rule)
  if (permission === 'NO') return '–'
  if (permission === 'FOR_THE_TOWN') return 'for the town'
  const needsScope = role.caller.scopes !== undefined && !rule.for.includes('PUBLIC')
  return needsScope ? `with \`${rule.scope}\`` : 'yes'
}

function nameOf({ type, field }: DeclaredAccess): string {
  return isRoot(type) ? field : `${type}.${field}`
}

function isRoot(type: string): boolean {
  return type === 'Query' || type === 'Mutation'
}

/** By code points, so that the page is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
