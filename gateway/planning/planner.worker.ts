import { parentPort } from 'node:worker_threads'
import { type OpenSupergraph, openSupergraph } from './open-supergraph.js'
import type { OrderAnswer, OrderKind, Orders, SentOrder } from './order.js'
import { sentError } from './sent-error.js'

// What runs in the planner's own thread: it holds the supergraphs in use, and plans. One order after another.

const supergraphs = new Map<string, OpenSupergraph>()

type Handlers = { [Kind in OrderKind]: (input: Orders[Kind]['input']) => Orders[Kind]['outcome'] }

const handlers: Handlers = {
  open: ({ supergraph, text }) => {
    supergraphs.set(supergraph, openSupergraph(text))
    return null
  },
  contents: ({ supergraph }) => opened(supergraph).contents(),
  subgraphSchema: ({ supergraph, name }) => opened(supergraph).subgraphSchema(name),
  plan: ({ supergraph, operation, operationName }) => opened(supergraph).plan(operation, operationName),
  forget: ({ supergraph }) => {
    supergraphs.delete(supergraph)
    return null
  },
}

function opened(supergraph: string): OpenSupergraph {
  const open = supergraphs.get(supergraph)
  if (open === undefined) throw new TypeError(`The supergraph ${supergraph} is not open`)
  return open
}

function answerTo<Kind extends OrderKind>({ kind, input }: SentOrder<Kind>): OrderAnswer {
  try {
    return { outcome: handlers[kind](input) }
  } catch (error) {
    return { error: sentError(error) }
  }
}

parentPort?.on('message', (order: SentOrder) => parentPort?.postMessage(answerTo(order)))
