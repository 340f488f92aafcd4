import { setImmediate as breathe } from 'node:timers/promises'
import type { ApolloServer } from '@apollo/server'
import type { GatewayContext } from '../context.js'

/** How long it may take, ms: what is planned later is planned when it is first asked for. */
const longestMs = 10_000

/** An operation clients often send. */
export interface BusyOperation {
  text: string
  name: string | null
}

/** Lets a server parse, validate and plan operations before anybody waits for them. Those that do not fit (any more) are no failure. */
export async function warmUp(
  apollo: ApolloServer<GatewayContext>,
  operations: readonly BusyOperation[],
  context: GatewayContext,
): Promise<void> {
  const end = performance.now() + longestMs
  for (const { text, name } of operations) {
    if (performance.now() > end) return
    await apollo.executeOperation(
      { query: text, ...(name === null ? {} : { operationName: name }) },
      { contextValue: { ...context, rehearsal: true } },
    )
    // Parsing, validating and compiling is computing; requests go on in between.
    await breathe()
  }
}
