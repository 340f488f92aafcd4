import type { CheckResult } from '../../../../schema/checks/check.js'
import type { KnownOperation } from '../../../../schema/checks/finding.js'
import type { CheckOrder } from '../../../../schema/checks/subject.js'
import type { Composition, SubgraphContract } from '../../../../schema/compose.js'
import type { InvalidOperation, OperationsToValidate } from '../operation/validate-operations.js'
import type { SupergraphChange } from './operations-broken.js'

/** What the thread does, by kind: what it is given and what it answers, both plain data. */
export interface Orders {
  check: { input: CheckOrder; outcome: CheckResult }
  compose: { input: readonly SubgraphContract[]; outcome: Composition }
  operationsBroken: { input: SupergraphChange; outcome: KnownOperation[] }
  validateOperations: { input: OperationsToValidate; outcome: InvalidOperation[] }
}

export type OrderKind = keyof Orders

/** An order as it goes to the thread. */
export interface SentOrder<Kind extends OrderKind = OrderKind> {
  kind: Kind
  input: Orders[Kind]['input']
}

/** What comes back: the outcome, or the text of what went wrong. */
export type OrderAnswer = { outcome: Orders[OrderKind]['outcome'] } | { error: string }
