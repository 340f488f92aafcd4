import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql'
import { HubError } from '../../../platform/errors/hub-error.js'
import { argumentsOf, type LinkedFeature, linkedFeatures } from '../linked-features.js'
import { withoutInherited } from './inherited.js'
import { type Alternatives, both, type Requirement } from './requirement.js'
import { noRules, type ProtectionRules } from './rules.js'

export interface Protected {
  /** Without the directives that protect, their definitions and links; the same text where there are none. */
  supergraph: string
  rules: ProtectionRules
}

const nothing: Requirement = { authenticated: false, scopes: [], policies: [] }

/** What an application of a directive demands, by the name of its specification, which is that of the directive too. */
const demands = {
  authenticated: () => ({ ...nothing, authenticated: true }),
  requiresScopes: (args) => ({ ...nothing, scopes: [alternatives(args.scopes)] }),
  policy: (args) => ({ ...nothing, policies: [alternatives(args.policies)] }),
} satisfies Record<string, (args: Record<string, unknown>) => Requirement>

type Protection = keyof typeof demands

/** Types the specifications define besides their directive. */
const scalars: Partial<Record<Protection, string>> = { requiresScopes: 'Scope', policy: 'Policy' }

const understoodVersion = 'v0.1'

/** So that the many supergraphs without protection are not parsed. */
const mention = /specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\//

/**
 * Takes what protects fields out of a supergraph: `@authenticated`, `@requiresScopes` and `@policy` (Apollo Federation
 * 2.5 and 2.6), by whatever names it imports them.
 *
 * @param supergraph SDL of a supergraph
 * @throws HubError SCHEMA_INVALID for a version of these specifications that is not known: it may mean more
 */
export function readProtection(supergraph: string): Protected {
  if (!mention.test(supergraph)) return { supergraph, rules: noRules }
  const document = parse(supergraph, { noLocation: true })
  const features = linkedFeatures(document).filter(({ name }) => isProtection(name))
  for (const { name, version } of features) demandVersion(name, version)
  const protections = new Map(
    features.map((feature) => [feature.directive(feature.name), feature.name as Protection]),
  )
  return {
    supergraph: print(stripped(document, features, new Set(protections.keys()))),
    rules: withoutInherited(rulesOf(document, protections), document),
  }
}

function isProtection(name: string): name is Protection {
  return Object.hasOwn(demands, name)
}

function demandVersion(name: string, version: string): void {
  if (version === understoodVersion) return
  throw new HubError(
    'SCHEMA_INVALID',
    `The supergraph protects fields by ${name} ${version}; only ${understoodVersion} is understood: compose it with that.`,
  )
}

function rulesOf(document: DocumentNode, protections: ReadonlyMap<string, Protection>): ProtectionRules {
  const types = new Map<string, Requirement>()
  const fields = new Map<string, Requirement>()
  function add(
    rules: Map<string, Requirement>,
    coordinate: string,
    directives: readonly DirectiveNode[] = [],
  ) {
    for (const directive of directives as ConstDirectiveNode[]) {
      const protection = protections.get(directive.name.value)
      if (protection === undefined) continue
      rules.set(coordinate, both(rules.get(coordinate), demands[protection](argumentsOf(directive))))
    }
  }
  for (const node of document.definitions) {
    if (!('name' in node) || node.name === undefined) continue
    const typeName = node.name.value
    add(types, typeName, node.directives)
    if (!('fields' in node)) continue
    for (const field of node.fields ?? []) add(fields, `${typeName}.${field.name.value}`, field.directives)
  }
  return { types, fields }
}

function stripped(
  document: DocumentNode,
  features: readonly LinkedFeature[],
  directives: ReadonlySet<string>,
): DocumentNode {
  const links = new Set<DirectiveNode>(features.map(({ link }) => link))
  const definedScalars = new Set(
    features.flatMap(({ name, type }) => {
      const scalar = scalars[name as Protection]
      return scalar === undefined ? [] : [type(scalar)]
    }),
  )
  return visit(document, {
    [Kind.DIRECTIVE]: (node) => (directives.has(node.name.value) || links.has(node) ? null : undefined),
    [Kind.DIRECTIVE_DEFINITION]: (node) => (directives.has(node.name.value) ? null : undefined),
    // A scalar of that name which belongs to a subgraph says so by a directive, and stays.
    [Kind.SCALAR_TYPE_DEFINITION]: (node) =>
      definedScalars.has(node.name.value) && !node.directives?.length ? null : undefined,
  })
}

/** A list of lists of names as GraphQL reads one: a single value stands for a list of it (specification, 3.11). */
function alternatives(value: unknown): Alternatives {
  return listOf(value).map((names) => listOf(names).map(String))
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}
