import type { GraphQLError } from 'graphql'
import { refusal } from '../policy/refusal.js'

/** The refusal of an operation that cannot be planned within the bounds. */
export function tooComplex(): GraphQLError {
  return refusal(
    'OPERATION_TOO_COMPLEX',
    'Planning the operation takes more time or memory than the limit: nest fewer fields of interfaces and unions, or split it into several operations.',
  )
}
