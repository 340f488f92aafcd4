import { randomUUID } from 'node:crypto'
import { type JudgeOptions, judge } from '../subgraph/judge.js'
import { type CheckAnswer, operations } from '../subgraph/operations.js'
import { ofCheck } from '../subgraph/verdict.js'

/**
 * `hub check`: says what would become of a schema if it were published; nothing is stored. Without an address the server is
 * not asked: in a pull request, the one that runs has the old schema.
 */
export function checkCommand(options: JudgeOptions): Promise<void> {
  const { endpoint: url } = options
  return judge(options, async (ask, question) => {
    const variables = { ...question, url, idempotencyKey: randomUUID() }
    return ofCheck(await ask<CheckAnswer>(operations.check, variables))
  })
}
