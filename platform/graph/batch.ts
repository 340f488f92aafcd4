import DataLoader from 'dataloader'
import type { SubgraphContext } from './context.js'

/** Adds batching to the rest of a request's context; every function gets its own loader per arguments. */
export function withBatches(rest: Omit<SubgraphContext, 'load'>): SubgraphContext {
  const loaders = new Map<unknown, Map<string, DataLoader<unknown, unknown>>>()
  const context: SubgraphContext = {
    ...rest,
    load(batch, args, key) {
      const byArguments = loaders.get(batch) ?? new Map<string, DataLoader<unknown, unknown>>()
      loaders.set(batch, byArguments)
      const name = JSON.stringify(args)
      const loader =
        byArguments.get(name) ??
        new DataLoader<unknown, unknown>(
          (keys) => batch(keys as never, args, context) as Promise<readonly (unknown | Error)[]>,
        )
      byArguments.set(name, loader)
      return loader.load(key) as never
    },
  }
  return context
}

/** Puts rows in the order of the keys they belong to; a key without a row gets null. */
export function inOrderOf<Key, Row>(keys: readonly Key[], rows: Iterable<Row>, keyOf: (row: Row) => Key) {
  const byKey = new Map<Key, Row>()
  for (const row of rows) byKey.set(keyOf(row), row)
  return keys.map((key) => byKey.get(key) ?? null)
}

/** Gathers rows under the keys they belong to, in the order of the keys; a key without rows gets []. */
export function groupedBy<Key, Row>(keys: readonly Key[], rows: Iterable<Row>, keyOf: (row: Row) => Key) {
  const byKey = new Map<Key, Row[]>(keys.map((key) => [key, []]))
  for (const row of rows) byKey.get(keyOf(row))?.push(row)
  return keys.map((key) => byKey.get(key) ?? [])
}
