import type { DocumentNode } from 'graphql'
import { entityQuestions } from '../../../../schema/checks/entity-question.js'
import type { LiveFacts, ServiceAnswer } from '../../../../schema/checks/live-facts.js'
import { firstDifference } from '../../../../schema/checks/normalized-sdl.js'
import { readableSdl } from '../../../../schema/checks/read-sdl.js'
import { type AskingParts, proveHost } from '../host/prove-host.js'
import { type GraphClient, openGraphClient } from './graph-client.js'
import { probeEntities } from './probe-entities.js'

/** How long all references of a batch may take, ms. */
const entityBudgetMs = 1_000
const serviceTimeoutMs = 5_000

/**
 * Asks a partner's host and its running subgraph: whose it is, what schema it has, and how it resolves references.
 *
 * @throws the signal's reason if it is aborted
 */
export async function liveFacts(
  parts: AskingParts,
  { name, url, sdl, token }: { name: string; url: string; sdl: string; token: string },
): Promise<LiveFacts> {
  const [host, service] = await Promise.all([proveHost(parts, { url, token }), askService(parts, url)])
  const document = readableSdl(name, sdl)
  const isRunning = document !== null && service.kind === 'ANSWERED' && isSame(document, name, service.sdl)
  const entities = isRunning ? await entitiesOf(parts, url, document) : []
  return { host, service, entities, entityBudgetMs }
}

/** What is asked about entities is answered only by the schema that has them. */
function isSame(document: DocumentNode, name: string, sdl: string): boolean {
  const running = readableSdl(name, sdl)
  return running !== null && firstDifference(document, running) === null
}

async function askService(parts: AskingParts, url: string): Promise<ServiceAnswer> {
  return withClient(parts, url, serviceTimeoutMs, async (client) => {
    const answer = await client.ask('query HubCheck { _service { sdl } }')
    if (answer.kind !== 'ANSWERED') return answer
    const { sdl } = (answer.data._service ?? {}) as { sdl?: unknown }
    if (typeof sdl === 'string') return { kind: 'ANSWERED', sdl }
    return { kind: 'UNREACHABLE', problem: 'NO_GRAPHQL', detail: '' }
  })
}

function entitiesOf(parts: AskingParts, url: string, document: DocumentNode) {
  return withClient(parts, url, entityBudgetMs, (client) => probeEntities(client, entityQuestions(document)))
}

async function withClient<Result>(
  parts: AskingParts,
  url: string,
  timeoutMs: number,
  work: (client: GraphClient) => Promise<Result>,
): Promise<Result> {
  const client = openGraphClient(parts, { url, timeoutMs })
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}
