/** Scalars of the graph: a moment (ISO 8601, UTC) and a calendar day (ISO 8601, no zone). */
export { GraphQLDateTime as DateTime, GraphQLLocalDate as LocalDate } from 'graphql-scalars'
