import { type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql'

/** A specification a supergraph links, under the names it has there. */
export interface LinkedFeature {
  /** Such as `authenticated`, the part of `https://specs.apollo.dev/authenticated/v0.1`. */
  name: string
  /** Such as `v0.1`. */
  version: string
  /** The link itself. */
  link: ConstDirectiveNode
  /** The name one of its directives has in this document, without `@`. */
  directive(name: string): string
  /** The name one of its types has in this document. */
  type(name: string): string
}

/** Specifications with an identity of this form; their name is the last part of the path before the version. */
const specification = /^https:\/\/specs\.apollo\.dev\/([\w-]+)\/(v\d+\.\d+)\/?$/

/**
 * The specifications a supergraph links on its schema definition, with the names it gives to what is in them (Link
 * specification v1.0, and its forerunner Core v0.2).
 */
export function linkedFeatures(document: DocumentNode): LinkedFeature[] {
  return document.definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
        ? (node.directives ?? [])
        : [],
    )
    .flatMap((link) => featureOf(link) ?? [])
}

function featureOf(link: ConstDirectiveNode): LinkedFeature | undefined {
  const args = argumentsOf(link)
  // Core called `feature` what Link calls `url`.
  const [, name, version] = specification.exec(String(args.url ?? args.feature)) ?? []
  if (name === undefined || version === undefined) return undefined
  const prefix = typeof args.as === 'string' ? args.as : name
  const imported = importedNames(args.import)
  return {
    name,
    version,
    link,
    // What has the name of its specification needs no prefix (Link specification, "Name Conventions").
    directive: (directive) =>
      imported.get(`@${directive}`)?.slice(1) ?? (directive === name ? prefix : `${prefix}__${directive}`),
    type: (type) => imported.get(type) ?? `${prefix}__${type}`,
  }
}

/** The arguments of a directive as plain values. */
export function argumentsOf(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  )
}

/** Names in this document by names in the specification. */
function importedNames(imports: unknown): Map<string, string> {
  const entries: unknown[] = Array.isArray(imports) ? imports : []
  return new Map(
    entries.flatMap((entry): [string, string][] => {
      if (typeof entry === 'string') return [[entry, entry]]
      const { name, as } = entry as { name?: unknown; as?: unknown }
      return typeof name === 'string' ? [[name, typeof as === 'string' ? as : name]] : []
    }),
  )
}
