import { expect } from '@jest/globals'
import type { RunningService } from '../../kit/service.js'

export const now = new Date('2026-11-23T07:00:00Z')

/** Asks, expects no error, and gives the data as what the test says it is. */
export async function answerTo<Data>(
  service: RunningService,
  query: string,
  variables?: Record<string, unknown>,
): Promise<Data> {
  const { data, errors } = await service.query(query, variables)
  expect({ query, variables, errors }).toEqual({ query, variables, errors: undefined })
  return data as Data
}

/** Code and message of the refusal a query meets. */
export async function refusalOf(
  service: RunningService,
  query: string,
  variables?: Record<string, unknown>,
): Promise<{ code: unknown; message: string } | undefined> {
  const { errors } = await service.query(query, variables)
  const [error] = errors ?? []
  return error && { code: error.extensions?.code, message: error.message }
}

interface Page {
  edges: { node: { id: string } }[]
  totalCount: number
}

/** Ids of the first page of a root list, in its order, and the length of the list. */
export async function idsOf(
  service: RunningService,
  list: string,
  filterType: string,
  filter: Record<string, unknown> | null = null,
): Promise<{ ids: string[]; totalCount: number }> {
  const data = await answerTo<{ list: Page }>(
    service,
    `query ($filter: ${filterType}) { list: ${list}(first: 100, filter: $filter) { totalCount edges { node { id } } } }`,
    { filter },
  )
  return { ids: data.list.edges.map(({ node }) => node.id), totalCount: data.list.totalCount }
}

/** Ids of all pages of a root list, walked from the first to the last. */
export async function walk(
  service: RunningService,
  list: string,
  filterType: string,
  { first, filter = null }: { first: number; filter?: Record<string, unknown> | null },
): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  do {
    const data: { list: Page & { pageInfo: { hasNextPage: boolean; endCursor: string } } } = await answerTo(
      service,
      `query ($first: Int!, $after: String, $filter: ${filterType}) {
        list: ${list}(first: $first, after: $after, filter: $filter) {
          edges { node { id } } pageInfo { hasNextPage endCursor }
        }
      }`,
      { first, after, filter },
    )
    ids.push(...data.list.edges.map(({ node }) => node.id))
    after = data.list.pageInfo.hasNextPage ? data.list.pageInfo.endCursor : null
  } while (after !== null)
  return ids
}
