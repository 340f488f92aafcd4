/**
 * A path under which services have something: segments of letters, digits and a few signs that mean the same to
 * everybody who reads them. No percent-encoding, backslash or empty segment, which one reader may take for a slash and
 * another may not, and no `.` or `..`, which lead elsewhere (RFC 3986, 3.3 and 6.2.2).
 */
const plainPath = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~:@=+,-]+)+\/?$/

/** Visible characters of ASCII but `#`, which begins what is never sent (RFC 3986, 3.4 and 3.5). */
const plainQuery = /^[\x21\x22\x24-\x7e]*$/

/**
 * Whether a request's target leads where its beginning says, for every program that reads it.
 *
 * @param target of the request line (RFC 9112, 3.2)
 * @param door the path it has to be, or be below, such as `/auth`
 */
export function isPlainTarget(target: string, door: string): boolean {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  return (
    `${path}/`.startsWith(`${door}/`) && plainPath.test(path) && plainQuery.test(target.slice(path.length))
  )
}
