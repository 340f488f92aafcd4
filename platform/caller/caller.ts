/** Who asks, as the gateway has found out and subgraphs believe. */
export interface Caller {
  /** Account id, or `anonymous`. */
  subject: string
  roles: readonly string[]
  /** Ids of the organizations the caller may act for. */
  organizations: readonly string[]
}

export const anonymous: Caller = { subject: 'anonymous', roles: ['public'], organizations: [] }
