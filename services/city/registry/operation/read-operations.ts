import { sql } from 'kysely'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { Language } from '../../../../platform/graph/language.js'
import { checked, refusedInput } from '../../../../platform/input/checked.js'
import { type Problem, problem } from '../../../../platform/input/problem.js'
import { inThread } from '../composition/in-thread.js'
import { newestRelease } from '../release/release.queries.js'
import { type RegisterOperationsInput, registerOperationsInput } from './app.input.js'
import { type ReadOperation, readOperation } from './read-operation.js'

/**
 * Reads operations that are to be registered, and looks whether the graph that is live would execute them.
 *
 * @throws HubError BAD_USER_INPUT with all that is wrong: with the texts, or else with what they ask for
 */
export async function readOperations(
  context: SubgraphContext,
  input: RegisterOperationsInput,
  lang: Language,
): Promise<ReadOperation[]> {
  const { operations: texts } = checked(registerOperationsInput, input, lang)
  const { maxTokens } = context.config.gateway.limits
  const read = texts.map((text) => readOperation(text, maxTokens))
  const operations = read.filter((each) => 'plain' in each)
  refuseIfAny(
    read.flatMap((each, index) => ('plain' in each ? [] : [problemAt(index, each.code, lang, each.limit)])),
  )
  const invalid = await refusedByGraph(context, texts)
  refuseIfAny(invalid.map(({ index, message }) => problemAt(index, 'NOT_IN_GRAPH', lang, message)))
  return operations
}

/** Before the first release there is no graph to ask. */
async function refusedByGraph({ database }: SubgraphContext, texts: readonly string[]) {
  const live = (await newestRelease(database))?.shares.at(-1)?.edition
  if (live === undefined) return []
  const [found] = await database.rows<{ text: string }>(
    sql`select text from city.supergraph where hash = ${live.supergraph}`,
  )
  return found === undefined ? [] : inThread('validateOperations', { supergraph: found.text, texts })
}

function problemAt(index: number, ...[code, lang, limit]: ProblemWords): Problem {
  return problem(['input', 'operations', index], code, lang, limit)
}

type ProblemWords = Parameters<typeof problem> extends [unknown, ...infer Words] ? Words : never

function refuseIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw refusedInput(problems)
}
