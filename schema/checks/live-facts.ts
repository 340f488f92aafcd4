/** Why somebody else's address gave nothing that can be used. */
export type AddressProblem =
  | 'ADDRESS_REFUSED'
  | 'UNKNOWN_HOST'
  | 'TIMEOUT'
  | 'NO_HTTP'
  | 'UNREACHABLE'
  | 'REDIRECT'
  | 'HTTP_ERROR'
  | 'TOO_LARGE'
  | 'NO_GRAPHQL'

/** Why control of a host is not proven: the address gave nothing, or something else than the token. */
export type HostProblem = AddressProblem | 'TOKEN_MISSING'

/** What the service answered to `{ _service { sdl } }`. */
export type ServiceAnswer =
  | { kind: 'ANSWERED'; sdl: string }
  /** It answers signed requests only: HTTP status 401 or 403. */
  | { kind: 'PROTECTED' }
  | { kind: 'UNREACHABLE'; problem: AddressProblem; detail: string }

/** How references to one of its entities were answered. */
export type EntityProbe = { type: string; keys: string } & (
  | { answered: true; oneMs: number; batchMs: number; batchSize: number }
  | {
      answered: false
      /** PROTECTED: only signed requests for references are answered, as in `ServiceAnswer`. */
      problem: 'TIMEOUT' | 'WRONG_COUNT' | 'NO_LIST' | 'WRONG_TYPE' | 'UNREACHABLE' | 'PROTECTED'
      detail: string
    }
)

/** What its running service did when it was asked. */
export interface LiveFacts {
  host: { proven: true } | { proven: false; problem: HostProblem }
  service: ServiceAnswer
  entities: readonly EntityProbe[]
  /** How long all references of a batch may take, ms. */
  entityBudgetMs: number
}
