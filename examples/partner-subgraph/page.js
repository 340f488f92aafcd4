import { GraphQLError } from 'graphql'

/**
 * One page of a list that is sorted by name, then by id. A cursor says where the list goes on, so that a page is
 * right although something was added or removed meanwhile.
 */
export function pageOf(list, { first, after }) {
  if (first < 1 || first > 100) throw badInput('"first" is 1 to 100.')
  const rest = after == null ? list : list.filter((item) => isAfter(item, placeOf(after)))
  const edges = rest.slice(0, first).map((node) => ({ node, cursor: cursorOf(node) }))
  return { edges, pageInfo: { hasNextPage: rest.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
}

function isAfter(item, { name, id }) {
  return item.name > name || (item.name === name && item.id > id)
}

function cursorOf({ name, id }) {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url')
}

function placeOf(cursor) {
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return { name, id }
  } catch {
    throw badInput('"after" is the endCursor of the page before.')
  }
}

function badInput(message) {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}
