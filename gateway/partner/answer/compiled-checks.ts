import { type GraphQLSchema, parse } from 'graphql'
import { LRUCache } from 'lru-cache'
import { type AnswerCheck, compileCheck } from './compile-check.js'

/** Operations to one partner whose checks are kept; making one again costs some tenths of a millisecond. */
const keptChecks = 200

/**
 * The checks of the operations that are sent to one partner, each made once.
 *
 * @param schemaOf called when the first one is needed
 */
export function createChecks(
  schemaOf: () => Promise<GraphQLSchema>,
): (query: string) => Promise<AnswerCheck> {
  const known = new LRUCache<string, AnswerCheck>({ max: keptChecks })
  return async (query) => {
    const check = known.get(query) ?? compileCheck(await schemaOf(), parse(query, { noLocation: true }))
    known.set(query, check)
    return check
  }
}
