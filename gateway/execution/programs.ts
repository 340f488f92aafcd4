import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import { createSingleFlight } from '../planning/single-flight.js'
import type { LoadedSupergraph } from '../supergraph/supergraph.js'
import { compileProgram, type Program } from './program.js'

/**
 * Most memory the programs of one supergraph take, in bytes. Thousands of operations as apps have them fit; a gateway
 * that serves with two supergraphs while it changes over, and its organizations' sandboxes, keeps within 512 MB.
 */
const maxBytes = 40 * 1024 * 1024

/** The programs of one supergraph, each made when it is first asked for, the least used ones forgotten. */
export interface Programs {
  /**
   * @param key the same for the same operation, and for no other
   * @throws GraphQLError if it cannot be planned
   */
  of(key: string, document: DocumentNode, operationName: string | undefined): Program | Promise<Program>
}

export function createPrograms({
  schema,
  wholeSchema,
  plans,
}: Pick<LoadedSupergraph, 'schema' | 'wholeSchema' | 'plans'>): Programs {
  const known = new LRUCache<string, Program>({
    maxSize: maxBytes,
    sizeCalculation: ({ size }, key) => size + 2 * key.length,
  })
  const flight = createSingleFlight<Program>()

  async function make(key: string, document: DocumentNode, operationName: string | undefined) {
    const plan = await plans.of(document, operationName)
    const program = compileProgram({ plan, schema, wholeSchema, document, operationName })
    known.set(key, program)
    return program
  }

  return {
    of: (key, document, operationName) =>
      known.get(key) ?? flight(key, () => make(key, document, operationName)),
  }
}
