import type { EntityQuestion } from '../../../../schema/checks/entity-question.js'
import type { EntityProbe } from '../../../../schema/checks/live-facts.js'
import { isBatched } from '../../../../schema/checks/rules/entities-slow.js'
import type { GraphAnswer, GraphClient } from './graph-client.js'

/** How many references are sent at once. */
const batchSize = 50
/** A service that seems slow is measured again: it may have been busy for a moment. */
const rounds = 3

type Failed = Extract<EntityProbe, { answered: false }>

/** After these there is nothing to learn from the others. */
const ending: ReadonlySet<Failed['problem']> = new Set(['TIMEOUT', 'PROTECTED'])

/** Asks for entities that do not exist, one and many at once. Stops at the first that is late or wants a signature. */
export async function probeEntities(
  client: GraphClient,
  questions: readonly EntityQuestion[],
): Promise<EntityProbe[]> {
  const probes: EntityProbe[] = []
  for (const question of questions) {
    const probe = await probeOf(client, question)
    probes.push(probe)
    if (!probe.answered && ending.has(probe.problem)) break
  }
  return probes
}

async function probeOf(client: GraphClient, question: EntityQuestion): Promise<EntityProbe> {
  const { type, keys } = question
  let [oneMs, batchMs] = [Infinity, Infinity]
  for (let round = 0; round < rounds; round++) {
    // Other keys each time, so that no cache answers.
    const first = round * (batchSize + 1)
    const one = await ask(client, question, first, 1)
    if (typeof one !== 'number') return one
    const batch = await ask(client, question, first + 1, batchSize)
    if (typeof batch !== 'number') return batch
    oneMs = Math.min(oneMs, one)
    batchMs = Math.min(batchMs, batch)
    if (isBatched({ oneMs, batchMs })) break
  }
  return { type, keys, answered: true, oneMs, batchMs, batchSize }
}

/** How long it took, ms, or what was wrong. */
async function ask(
  client: GraphClient,
  { type, keys, query, representations }: EntityQuestion,
  from: number,
  count: number,
): Promise<number | Failed> {
  const answer = await client.ask(query, { representations: representations(from, count) })
  const problem = problemOf(answer, type, count)
  if (problem !== null) return { type, keys, answered: false, ...problem }
  return answer.kind === 'ANSWERED' ? answer.ms : 0
}

function problemOf(
  answer: GraphAnswer,
  type: string,
  count: number,
): Pick<Failed, 'problem' | 'detail'> | null {
  if (answer.kind === 'PROTECTED') return { problem: 'PROTECTED', detail: '' }
  if (answer.kind === 'UNREACHABLE') {
    const detail = `${answer.problem} ${answer.detail}`.trim()
    return { problem: answer.problem === 'TIMEOUT' ? 'TIMEOUT' : 'UNREACHABLE', detail }
  }
  const entities = answer.data._entities
  if (!Array.isArray(entities)) return { problem: 'NO_LIST', detail: '_entities: null' }
  if (entities.length !== count) {
    return { problem: 'WRONG_COUNT', detail: `${entities.length} ≠ ${count}` }
  }
  const other = entities.find((entity) => entity !== null && entity?.__typename !== type)
  return other === undefined ? null : { problem: 'WRONG_TYPE', detail: JSON.stringify(other).slice(0, 100) }
}
