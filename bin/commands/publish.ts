import { randomUUID } from 'node:crypto'
import { type JudgeOptions, judge } from '../subgraph/judge.js'
import { operations, type PublishAnswer } from '../subgraph/operations.js'
import { ofPublication } from '../subgraph/verdict.js'

interface PublishOptions extends JudgeOptions {
  endpoint: string
  stage: 'sandbox' | 'approval'
  note?: string
}

const stages = { sandbox: 'SANDBOX', approval: 'AWAITING_APPROVAL' } as const

/** `hub publish`: makes a schema a version of a subgraph. It is refused where `hub check` finds an error. */
export function publishCommand(options: PublishOptions): Promise<void> {
  const { endpoint: url, stage, note } = options
  // A key of its own for each call: what was published before may be published again, after a rollback, say.
  const idempotencyKey = randomUUID()
  return judge(options, async (ask, question) => {
    const variables = { ...question, url, stage: stages[stage], note, idempotencyKey }
    return ofPublication(await ask<PublishAnswer>(operations.publish, variables))
  })
}
