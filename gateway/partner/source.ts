import type { GraphQLSchema } from 'graphql'
import type { PartnerTerms } from '../../platform/registry/release.js'
import type { GatewayContext } from '../context.js'
import type { SubgraphAnswer } from '../subgraphs/answer.js'
import { type SubgraphFailureCode, subgraphFailure } from '../subgraphs/failure.js'
import type { SubgraphFetch, SubgraphSource } from '../subgraphs/subgraph-fetch.js'
import { checkedAnswer } from './answer/checked-answer.js'
import { createChecks } from './answer/compiled-checks.js'
import type { PartnerClient } from './client.js'
import { PartnerFailure } from './failure.js'
import type { PartnerCounts } from './health/counts.js'
import type { PartnerSigner } from './signing/sign.js'

export interface PartnerSourceOptions {
  terms: PartnerTerms
  /** The partner's own schema; built when first asked for. */
  schemaOf: () => Promise<GraphQLSchema>
  client: PartnerClient
  counts: PartnerCounts
  signFor: PartnerSigner
}

/**
 * Lets the executor ask a partner's subgraph on the terms of one release. The partner gets the operation, a signature
 * and the request's id, and nothing else of what the client has sent; what it answers is looked at value by value.
 * A partner that fails costs its own fields only.
 */
export function createPartnerSource(options: PartnerSourceOptions): SubgraphSource {
  const { terms, schemaOf, client, counts, signFor } = options
  const { name } = terms
  const checkOf = createChecks(schemaOf)

  async function ask(fetch: SubgraphFetch, context: GatewayContext): Promise<SubgraphAnswer> {
    const { operation, body, entityTypes } = fetch
    const { caller, requestId, signal } = context
    const answer = await client.ask({
      body,
      entities: entityTypes?.length,
      isChange: operation.isChange,
      headersFor: async (url) => ({
        authorization: `Bearer ${await signFor(terms, { url, body, requestId, caller })}`,
        'x-request-id': requestId,
      }),
      signal,
    })
    const check = await checkOf(operation.text)
    return checkedAnswer({
      answer,
      check,
      asked: fetch,
      subgraph: name,
      onViolation: counts.violated,
    })
  }

  return {
    ask: async (fetch, context) => {
      const fail = (code: SubgraphFailureCode) => failed(code, name, fetch)
      if (terms.suspended) return fail('SUBGRAPH_SUSPENDED')
      try {
        return await ask(fetch, context)
      } catch (error) {
        if (!(error instanceof PartnerFailure)) throw error
        log(error, name, context)
        return fail(codes[error.kind])
      }
    },
  }
}

/** What clients are told: that the partner is away, or that it is there and wrong. */
const codes: Record<PartnerFailure['kind'], SubgraphFailureCode> = {
  ADDRESS_REFUSED: 'SUBGRAPH_UNAVAILABLE',
  UNREACHABLE: 'SUBGRAPH_UNAVAILABLE',
  TIMEOUT: 'SUBGRAPH_UNAVAILABLE',
  HTTP_ERROR: 'SUBGRAPH_UNAVAILABLE',
  TOO_LARGE: 'SUBGRAPH_INVALID_ANSWER',
  NO_GRAPHQL: 'SUBGRAPH_INVALID_ANSWER',
  WRONG_ENTITIES: 'SUBGRAPH_INVALID_ANSWER',
  OVERLOADED: 'SUBGRAPH_UNAVAILABLE',
  BREAKER_OPEN: 'SUBGRAPH_UNAVAILABLE',
  CANCELLED: 'SUBGRAPH_UNAVAILABLE',
}

/** Of which the log would be full: consequences of failures it has already. */
const consequences: PartnerFailure['kind'][] = ['OVERLOADED', 'BREAKER_OPEN', 'CANCELLED']

function log({ kind, message }: PartnerFailure, subgraph: string, { logger }: GatewayContext): void {
  const level = consequences.includes(kind) ? 'debug' : 'warn'
  logger[level](
    { subgraph, code: codes[kind], kind, cause: message },
    `partner's subgraph ${subgraph} could not be used`,
  )
}

/** The answer in the place of one that cannot be had. */
function failed(
  code: SubgraphFailureCode,
  subgraph: string,
  { operation: { lostPath: path } }: SubgraphFetch,
): SubgraphAnswer {
  const { message } = subgraphFailure(code, subgraph)
  return { errors: [{ message, path, extensions: { code, subgraph } }] }
}
