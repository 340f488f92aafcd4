/** The code of an error of Node or one of its libraries, such as `ENOENT`; empty if it has none. */
export function systemCode(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : ''
}
