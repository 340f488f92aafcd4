import { Pool } from 'undici'
import type { ProductReference, Thing, UserReference } from './types.js'

const addresses: Record<string, string> = JSON.parse(process.argv[2] ?? '{}')
const pools = new Map(Object.entries(addresses).map(([name, url]) => [name, new Pool(new URL(url).origin)]))

async function ask<Data>(subgraph: string, body: string): Promise<Data> {
  const pool = pools.get(subgraph)
  if (pool === undefined) throw new TypeError(`There is no subgraph "${subgraph}"`)
  const response = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body,
  })
  return JSON.parse(await response.body.text()).data
}

/** A root field's request. */
export function rootFetch<Data>(subgraph: string, query: string): () => Promise<Data> {
  const body = JSON.stringify({ query })
  return () => ask<Data>(subgraph, body)
}

/** A request for fields of entities; the function made of it gives them by key. */
export function entityFetch<Fields>(subgraph: string, type: string, selection: string) {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`
  const start = `{"query":${JSON.stringify(query)},"variables":{"representations":[`
  return async (references: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Fields>> => {
    const { _entities } = await ask<{ _entities: Fields[] }>(
      subgraph,
      `${start}${[...references.values()].join()}]}}`,
    )
    const fields = new Map<string, Fields>()
    let index = 0
    for (const key of references.keys()) fields.set(key, _entities[index++] as Fields)
    return fields
  }
}

/** References by key, each as JSON text and once. Keys and ids of this data need no escapes. */
export function userReferences(users: readonly UserReference[]): Map<string, string> {
  return new Map(users.map(({ id }) => [id, `{"__typename":"User","id":"${id}"}`]))
}

export function productReferences(products: readonly ProductReference[]): Map<string, string> {
  return new Map(products.map(({ upc }) => [upc, `{"__typename":"Product","upc":"${upc}"}`]))
}

export function pricedReferences(
  products: readonly Pick<Thing, 'upc' | 'price' | 'weight'>[],
): Map<string, string> {
  return new Map(
    products.map(({ upc, price, weight }) => [
      upc,
      `{"__typename":"Product","upc":"${upc}","price":${price},"weight":${weight}}`,
    ]),
  )
}

export function found<Value>(values: ReadonlyMap<string, Value>, key: string): Value {
  const value = values.get(key)
  if (value === undefined) throw new TypeError(`Nothing came for "${key}"`)
  return value
}
