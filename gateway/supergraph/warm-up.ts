import { setImmediate as breathe } from 'node:timers/promises'
import type { ApolloServer } from '@apollo/server'
import type { GatewayContext } from '../context.js'

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
  for (const { text, name } of operations) {
    await apollo.executeOperation(
      { query: text, ...(name === null ? {} : { operationName: name }) },
      { contextValue: { ...context, rehearsal: true } },
    )
    // Planning is computing; requests go on in between.
    await breathe()
  }
}
