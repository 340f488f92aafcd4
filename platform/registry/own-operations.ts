import { interestMailOperation } from '../suggestions/mail-operation.js'
import { frontendOperations, registrationOperations, subgraphOperations } from './command-operations.js'

/** What the hub's own services and commands ask the graph: executed also where only registered operations are. */
export const ownOperations: readonly string[] = [
  interestMailOperation,
  ...Object.values(subgraphOperations),
  ...Object.values(registrationOperations),
  ...Object.values(frontendOperations),
]
