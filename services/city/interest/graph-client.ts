import { z } from 'zod'
import { HubError, messageOf } from '../../../platform/errors/hub-error.js'
import type { Language } from '../../../platform/graph/language.js'
import { interestMailOperation } from '../../../platform/suggestions/mail-operation.js'
import { readQuestion } from '../../../platform/suggestions/question.js'
import type { SuggestedEntity, SuggestedItem } from './suggested-item.js'

/** For the whole answer, ms. */
const timeoutMs = 30_000

const suggested = z.object({
  id: z.string(),
  title: z.string(),
  startsAt: z.iso.datetime({ offset: true }).nullish(),
  webAddress: z.string().nullish(),
  digitalAccess: z.object({ webAddress: z.string().nullable() }).nullish(),
  analogAccess: z.array(z.object({ value: z.string() })).nullish(),
  sessions: z.array(z.object({ location: z.string().nullable() })).nullish(),
  place: z.string().nullish(),
  contact: z.string().nullish(),
})

const part = z
  .object({
    edges: z.array(
      z.object({ node: z.object({ suggested, reasons: z.array(z.object({ text: z.string() })) }) }),
    ),
  })
  .nullable()

const answer = z.object({
  data: z.object({
    suggestions: z.object({
      MunicipalService: part,
      Initiative: part,
      Course: part,
      Event: part,
      VolunteerOpportunity: part,
    } satisfies Record<SuggestedEntity, typeof part>),
  }),
})

/**
 * Asks the hub's public graph for the suggestions of a question, as any client does.
 *
 * @param graphUrl address of the gateway's GraphQL endpoint
 * @param question id of the suggestions
 * @returns best first of each kind; none of a kind whose subgraph does not answer at the moment
 * @throws HubError SUBGRAPH_UNAVAILABLE if the gateway or city does not answer
 */
export async function askSuggestions(
  graphUrl: string,
  { question, language }: { question: string; language: Language },
  signal: AbortSignal,
): Promise<SuggestedItem[]> {
  try {
    const response = await fetch(graphUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        query: interestMailOperation,
        variables: { ...readQuestion(question), lang: language },
      }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    const { suggestions } = answer.parse(await response.json()).data
    return Object.entries(suggestions).flatMap(([entity, found]) =>
      (found?.edges ?? []).map(({ node }) => itemOf(entity as SuggestedEntity, node)),
    )
  } catch (error) {
    throw new HubError(
      'SUBGRAPH_UNAVAILABLE',
      `The graph gives no suggestions at the moment (${messageOf(error)}): check HUB_GRAPH_URL and the gateway.`,
      { cause: error },
    )
  }
}

function itemOf(
  entity: SuggestedEntity,
  { suggested: thing, reasons }: { suggested: z.output<typeof suggested>; reasons: { text: string }[] },
): SuggestedItem {
  return {
    entity,
    id: thing.id,
    title: thing.title,
    startsAt: thing.startsAt ? new Date(thing.startsAt) : null,
    analog:
      thing.analogAccess?.[0]?.value ?? thing.place ?? thing.sessions?.[0]?.location ?? thing.contact ?? null,
    webAddress: thing.webAddress ?? thing.digitalAccess?.webAddress ?? null,
    reasons: reasons.map(({ text }) => text),
  }
}
