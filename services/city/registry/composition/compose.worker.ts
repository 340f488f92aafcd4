import { parentPort } from 'node:worker_threads'
import { messageOf } from '../../../../platform/errors/hub-error.js'
import { check } from '../../../../schema/checks/check.js'
import { compose } from '../../../../schema/compose.js'
import { validateOperations } from '../operation/validate-operations.js'
import { operationsBroken } from './operations-broken.js'
import type { OrderAnswer, OrderKind, Orders, SentOrder } from './order.js'

// What runs in the registry's own thread: whatever takes a second of work. One order after another.

type Outcome<Kind extends OrderKind> = Orders[Kind]['outcome'] | Promise<Orders[Kind]['outcome']>
type Handlers = { [Kind in OrderKind]: (input: Orders[Kind]['input']) => Outcome<Kind> }

const handlers: Handlers = { check, compose, operationsBroken, validateOperations }

async function answerTo<Kind extends OrderKind>({ kind, input }: SentOrder<Kind>): Promise<OrderAnswer> {
  try {
    return { outcome: await handlers[kind](input) }
  } catch (error) {
    return { error: messageOf(error) }
  }
}

parentPort?.on('message', async (order: SentOrder) => parentPort?.postMessage(await answerTo(order)))
