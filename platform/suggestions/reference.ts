import type { ReferenceResolver } from '../graph/subgraph.js'
import { type Question, readQuestion } from './question.js'

/** An answer to a question as every subgraph sees it: the question, whose answer each gives its part of. */
export interface SuggestionsReference {
  id: string
  question: Question
}

/** Reads the questions from the ids; none is looked up anywhere. */
export const suggestionsById: ReferenceResolver = async (ids) =>
  ids.map((id) => {
    try {
      return { id, question: readQuestion(id) } satisfies SuggestionsReference
    } catch (error) {
      return error as Error
    }
  })
