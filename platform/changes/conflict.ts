import { HubError } from '../errors/hub-error.js'

/**
 * Lets a write pass that was made with the current version in mind.
 *
 * @param current what clients are given of the current state, with its version
 * @throws HubError CONFLICT with it in `extensions.current`
 */
export function demandVersion(current: { version: number }, version: number): void {
  if (current.version === version) return
  throw new HubError(
    'CONFLICT',
    `Version ${version} was changed by somebody else; the current version is ${current.version}. Look at it and try again.`,
    { details: { current } },
  )
}
