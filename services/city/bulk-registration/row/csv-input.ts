import { columns } from './columns.js'

type Tree = { [name: string]: Tree | string }

/** An input as a row of a CSV file says it, and the kinds of its analog ways in, in their order. */
export interface CsvInput {
  input: Record<string, unknown>
  ways: string[]
}

/** Reads the values of a CSV row, by column, as an input; empty ones are absent. */
export function csvInput(values: Readonly<Record<string, string | undefined>>): CsvInput {
  const tree: Tree = {}
  for (const [column, place] of Object.entries(columns)) {
    const value = values[column]?.trim()
    if (value) put(tree, place, value)
  }
  const { analogAccess = {}, districts, ...rest } = tree
  const ways = Object.entries(analogAccess)
  return {
    input: {
      ...rest,
      ...(typeof districts === 'string' && { districts: listOf(districts) }),
      ...(ways.length > 0 && { analogAccess: ways.map(([kind, way]) => ({ kind, ...(way as Tree) })) }),
    },
    ways: ways.map(([kind]) => kind),
  }
}

function put(tree: Tree, place: readonly string[], value: string): void {
  const [name = '', ...further] = place
  if (further.length === 0) {
    tree[name] = value
    return
  }
  const branch = (tree[name] ?? {}) as Tree
  tree[name] = branch
  put(branch, further, value)
}

function listOf(text: string): string[] {
  return text
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)
}
