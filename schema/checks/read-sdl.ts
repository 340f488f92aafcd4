import { type DocumentNode, GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql'

/** Levels of brackets; GraphQL's parser calls itself for each, and its stack has an end. */
const deepest = 60
const mostTokens = 300_000

const opening = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closing = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Parses an SDL of somebody else.
 *
 * @param name of the subgraph; what is read from the text carries it as its source
 * @throws GraphQLError with the place, if it is no GraphQL, too long or too deep
 */
export function readSdl(name: string, sdl: string): DocumentNode {
  const source = new Source(sdl, name)
  refuseDepth(source)
  return parse(source, { maxTokens: mostTokens })
}

/** The same, or null where it throws. */
export function readableSdl(name: string, sdl: string): DocumentNode | null {
  try {
    return readSdl(name, sdl)
  } catch {
    return null
  }
}

function refuseDepth(source: Source): void {
  const lexer = new Lexer(source)
  for (let depth = 0, tokens = 0; lexer.token.kind !== TokenKind.EOF && tokens <= mostTokens; tokens++) {
    const token = lexer.advance()
    if (opening.has(token.kind)) depth++
    if (closing.has(token.kind)) depth--
    if (depth > deepest) {
      throw new GraphQLError(`nested deeper than ${deepest} levels`, { source, positions: [token.start] })
    }
  }
}
