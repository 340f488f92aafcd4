import { Lexer, Source, type Token, TokenKind } from 'graphql'

/** Digits of the longest number that is taken for the length of a list. */
const longestLength = 3

/**
 * Whether somebody has written values into an operation: strings, comments, or numbers that are more than the length of
 * a list.
 *
 * @param operation a document that can be parsed
 */
export function hasValues(operation: string): boolean {
  const lexer = new Lexer(new Source(operation))
  while (lexer.token.kind !== TokenKind.EOF) lexer.advance()
  // Backwards, and over the tokens themselves: going forward the lexer leaves out comments.
  for (let token: Token | null = lexer.token; token; token = token.prev) if (isValue(token)) return true
  return false
}

function isValue({ kind, value }: Token): boolean {
  switch (kind) {
    case TokenKind.STRING:
    case TokenKind.BLOCK_STRING:
    case TokenKind.COMMENT:
      return value !== ''
    case TokenKind.INT:
      return value.length > longestLength
    default:
      return kind === TokenKind.FLOAT
  }
}
