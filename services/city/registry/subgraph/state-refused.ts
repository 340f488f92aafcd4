import { HubError } from '../../../../platform/errors/hub-error.js'

/** A refusal of what does not fit the state something is in, said in German and English. */
export function stateRefused(german: string, english: string, details = {}): HubError {
  return new HubError('STATE_REFUSED', `${german} / ${english}`, { details })
}
