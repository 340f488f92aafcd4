import { isIPv4, isIPv6 } from 'node:net'

const unreserved = String.raw`a-z0-9\-._~`
const subDelimiters = `!$&'()*+,;=`
const escaped = '%[0-9a-f]{2}'
const pathCharacter = `(?:[${unreserved}${subDelimiters}:@]|${escaped})`
const userCharacter = `(?:[${unreserved}${subDelimiters}:]|${escaped})`
const hostCharacter = `(?:[${unreserved}${subDelimiters}]|${escaped})`
const queryCharacter = `(?:[${unreserved}${subDelimiters}:@/?]|${escaped})`
const segments = `(?:/${pathCharacter}*)*`
const authority = String.raw`(?:${userCharacter}*@)?(?:\[([^\]]*)\]|${hostCharacter}*)(?::\d*)?`

/** RFC 3986, appendix A: scheme, hierarchical part, query and fragment; the group is an IP literal. */
const pattern = new RegExp(
  String.raw`^[a-z][a-z0-9+\-.]*:(?://${authority}${segments}|/(?:${pathCharacter}+${segments})?|${pathCharacter}+${segments})` +
    String.raw`(?:\?${queryCharacter}*)?(?:#${queryCharacter}*)?$`,
  'i',
)

const futureLiteral = new RegExp(`^v[0-9a-f]+\\.[${unreserved}${subDelimiters}:]+$`, 'i')

/** Whether a text is an absolute URI with something behind its scheme (RFC 3986). */
export function isUri(text: string): boolean {
  const match = pattern.exec(text)
  if (match === null) return false
  const [, literal] = match
  return literal === undefined || isIpLiteral(literal)
}

function isIpLiteral(literal: string): boolean {
  if (literal.includes('%')) return false
  return (isIPv6(literal) && !isIPv4(literal)) || futureLiteral.test(literal)
}
