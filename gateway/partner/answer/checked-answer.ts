import type { GraphQLFormattedError } from 'graphql'
import type { SubgraphAnswer } from '../../subgraphs/answer.js'
import { invalidValue } from '../../subgraphs/failure.js'
import type { AnswerCheck, Asked } from './compile-check.js'
import { mostErrors, partnerErrors } from './partner-errors.js'

export interface AnswerToCheck {
  answer: SubgraphAnswer
  check: AnswerCheck
  asked: Asked
  /** Name of the subgraph. */
  subgraph: string
  onViolation: (coordinate: string, problem: string) => void
}

/** An answer with only what the partner's schema allows, and an error for each place where that is null for it. */
export function checkedAnswer({
  answer: { data, errors = [] },
  check,
  asked,
  subgraph,
  onViolation,
}: AnswerToCheck): SubgraphAnswer {
  const all: GraphQLFormattedError[] = partnerErrors(errors, subgraph)
  const checked =
    data &&
    check(data, asked, ({ coordinate, problem, path }) => {
      onViolation(coordinate, problem)
      if (all.length < mostErrors) all.push(invalidValue(subgraph, problem, path))
    })
  return {
    ...(checked === undefined ? {} : { data: checked }),
    ...(all.length === 0 ? {} : { errors: all }),
  }
}
