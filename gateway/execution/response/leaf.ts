import { type GraphQLLeafType, isEnumType } from 'graphql'
import type { Complete } from './run.js'

/** How deep a value of a scalar of the supergraph's own may nest: writing it goes down into it. */
const deepest = 100

/**
 * For the scalars GraphQL itself has. Each has a function of its own, not a test in a common one, since engines make a
 * function fast for what it has met.
 */
const builtIn: Partial<Record<string, (otherwise: Complete) => Complete>> = {
  Int: (otherwise) => (value, run) => (isInteger(value) ? value : otherwise(value, run)),
  Float: (otherwise) => (value, run) => (Number.isFinite(value) ? value : otherwise(value, run)),
  String: (otherwise) => (value, run) => (typeof value === 'string' ? value : otherwise(value, run)),
  Boolean: (otherwise) => (value, run) => (typeof value === 'boolean' ? value : otherwise(value, run)),
  ID: (otherwise) => (value, run) =>
    typeof value === 'string' || isInteger(value) ? value : otherwise(value, run),
}

/**
 * Completes values of a leaf's type. What is one is what \@apollo/gateway takes for one (isValidLeafValue of
 * \@apollo/federation-internals): an ID may be an integer, an integer may have more than 32 bits, and anything goes for
 * a scalar of the supergraph's own, here unless it nests deeper than 100.
 *
 * @param otherwise what completes null and what is no value of the type
 */
export function completeLeaf(type: GraphQLLeafType, otherwise: Complete): Complete {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name))
    return (value, run) => (names.has(value) ? value : otherwise(value, run))
  }
  const known = builtIn[type.name]
  if (known) return known(otherwise)
  return (value, run) =>
    value !== null && value !== undefined && isWithin(value, deepest) ? value : otherwise(value, run)
}

/** JSON writes larger ones with an exponent, as it does with fractions. */
function isInteger(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 1e21
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1))
}
