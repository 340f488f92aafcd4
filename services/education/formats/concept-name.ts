/** A word of letters and joints: an address may end with a number or a key, which names nothing to a reader. */
const word = /^\p{L}[\p{L}_-]{2,}$/u

/**
 * What a concept that comes as an address only may be called: the address's last part, if that is a word,
 * such as `worksheet` for `https://w3id.org/kim/hcrt/worksheet`.
 */
export function nameFromAddress(address: string): string | null {
  const last = decoded(address.split(/[/#]/).findLast((part) => part !== '') ?? '')
  return word.test(last) ? last.replaceAll('_', ' ') : null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
