/** The variables of one request. */
export interface OperationVariables {
  /** As the client sent them: what subgraphs get. Defaults are not filled in, for the operations sent carry them. */
  sent: Readonly<Record<string, unknown>>
  /** Coerced, with defaults (GraphQL specification, October 2021, 6.1.2): what `@skip`, `@include` and introspection use. */
  values: Readonly<Record<string, unknown>>
}
