import { type FieldNode, GraphQLError } from 'graphql'
import type { ListSize } from './cost-weights.js'

/** Items a list is taken to have where nothing says it: the hub's lists without pages are short. */
export const assumedListSize = 10

/** Arguments that say how long a page is, by the Relay Cursor Connections specification (4, "Arguments"). */
const pageArguments = ['first', 'last']

/**
 * How many items are asked for: what the arguments say, the greatest of it; else what its subgraph assumes, which
 * cannot be less than {@link assumedListSize}, so that no subgraph makes what is asked of others in a list cheaper.
 *
 * @param args values of the arguments, with defaults
 * @returns undefined if neither says anything
 * @throws GraphQLError if it takes exactly one of some arguments, and others are given
 */
export function statedSize(
  node: FieldNode,
  args: Readonly<Record<string, unknown>>,
  listSize: ListSize | undefined,
): number | undefined {
  const given = sizesIn(args, listSize?.slicingArguments ?? [])
  if (listSize && isRefused(listSize, given)) throw needsOne(node, listSize.slicingArguments, given.length)
  const sizes = [...given, ...sizesIn(args, pageArguments)]
  // Less than nothing is refused by the list itself, and must not lower the cost of the rest.
  if (sizes.length > 0) return Math.max(...sizes, 0)
  return listSize && Math.max(listSize.assumedSize, assumedListSize)
}

function sizesIn(args: Readonly<Record<string, unknown>>, names: readonly string[]): number[] {
  return names.map((name) => args[name]).filter((size) => typeof size === 'number')
}

function isRefused(
  { requireOneSlicingArgument, slicingArguments }: ListSize,
  given: readonly number[],
): boolean {
  return requireOneSlicingArgument && slicingArguments.length > 0 && given.length !== 1
}

function needsOne(node: FieldNode, names: readonly string[], given: number): GraphQLError {
  const listed = names.map((name) => `"${name}"`).join(', ')
  return new GraphQLError(
    `The field "${node.name.value}" takes exactly one of the arguments ${listed}, and ${given || 'none'} of them ` +
      `${given > 1 ? 'are' : 'is'} given: say with one how many items you want.`,
    { nodes: node },
  )
}
