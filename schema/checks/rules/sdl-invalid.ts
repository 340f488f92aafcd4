import { GraphQLError } from 'graphql'
import { messageOf } from '../../../platform/errors/hub-error.js'
import { readSdl } from '../read-sdl.js'
import { rule } from '../rule.js'
import type { CheckOrder } from '../subject.js'

/** The text is GraphQL's schema language, of a length and depth that can be read. */
export const sdlInvalid = rule({
  code: 'SDL_INVALID',
  severity: 'ERROR',
  wordings: {
    unreadable: {
      message: {
        DE: 'Das Schema ist nicht lesbar: {problem}',
        EN: 'The schema cannot be read: {problem}',
      },
      remedy: {
        DE: 'Berichtigen Sie die Stelle, an der das Lesen abbrach.',
        EN: 'Correct the place where reading it stopped.',
      },
    },
  },
  *find({ name, sdl }: Pick<CheckOrder, 'name' | 'sdl'>) {
    try {
      readSdl(name, sdl)
    } catch (error) {
      const [place] = error instanceof GraphQLError ? (error.locations ?? []) : []
      yield {
        wording: 'unreadable',
        params: { problem: messageOf(error) },
        ...(place === undefined ? {} : { place: { line: place.line, column: place.column } }),
      }
    }
  },
})
