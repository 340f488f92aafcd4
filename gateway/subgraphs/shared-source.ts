import type { Caller } from '../../platform/caller/caller.js'
import type { Sharing } from '../sharing/sharing.js'
import type { SubgraphAnswer } from './answer.js'
import type { SubgraphSource } from './subgraph-fetch.js'

/**
 * A source that asks once where the same is to be asked several times at once, for callers of whom the subgraph is told
 * the same. A change is made each time. What the subgraph is sent under is the id of the request that came first.
 *
 * @param toldOf all that the subgraph is told of who asks
 * @param sharing undefined for a gateway that shares nothing
 */
export function sharedSource(
  source: SubgraphSource,
  toldOf: (caller: Caller) => unknown,
  sharing: Sharing | undefined,
): SubgraphSource {
  if (sharing === undefined) return source
  const flights = sharing.flights<SubgraphAnswer>(copyOf)
  const told = new WeakMap<Caller, string>()
  function toldText(caller: Caller): string {
    const text = told.get(caller) ?? JSON.stringify(toldOf(caller))
    told.set(caller, text)
    return text
  }
  return {
    ask: (fetch, context) => {
      if (fetch.operation.isChange) return source.ask(fetch, context).finally(sharing.changed)
      // JSON text has no line breaks unless they are put there.
      const key = `${toldText(context.caller)}\n${fetch.body}`
      return flights.join(key, context, (shared) => source.ask(fetch, shared))
    },
  }
}

/** Of JSON, also where a name is `__proto__`. */
function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf) as T
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copyOf(each)])) as T
}
