import type { QueryPlan } from '@apollo/query-planner'
import type { SupergraphContents } from './contents.js'
import type { SentError } from './sent-error.js'

/** What the planner's thread does, by kind: what it is given and what it answers, both plain data. */
export interface Orders {
  /** Reads a supergraph; all other orders are about one that was. */
  open: { input: SupergraphText; outcome: null }
  contents: { input: { supergraph: string }; outcome: SupergraphContents }
  subgraphSchema: { input: { supergraph: string; name: string }; outcome: string }
  plan: { input: PlanInput; outcome: QueryPlan }
  forget: { input: { supergraph: string }; outcome: null }
}

export interface SupergraphText {
  /** Hash of the text; by this name the other orders mean it. */
  supergraph: string
  text: string
}

export interface PlanInput {
  supergraph: string
  /** A document. */
  operation: string
  /** Which of its operations; undefined where there is one only. */
  operationName: string | undefined
}

export type OrderKind = keyof Orders

/** An order as it goes to the thread. */
export interface SentOrder<Kind extends OrderKind = OrderKind> {
  kind: Kind
  input: Orders[Kind]['input']
}

/** What comes back. */
export type OrderAnswer = { outcome: Orders[OrderKind]['outcome'] } | { error: SentError }
