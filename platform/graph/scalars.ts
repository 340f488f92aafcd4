/** Scalars of the graph: a moment (ISO 8601, UTC), a calendar day (ISO 8601, no zone), and an object as JSON has it. */
export {
  GraphQLDateTime as DateTime,
  GraphQLJSONObject as JsonObject,
  GraphQLLocalDate as LocalDate,
} from 'graphql-scalars'
