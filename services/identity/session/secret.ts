import type { Config } from '../../../platform/config/config.js'
import { HubError } from '../../../platform/errors/hub-error.js'

/** @throws HubError CONFIG_INVALID if the secret of the identity service is missing */
export function secretOf({ identity: { secret } }: Pick<Config, 'identity'>): string {
  if (secret !== undefined) return secret
  throw new HubError('CONFIG_INVALID', 'Settings to correct: HUB_IDENTITY_SECRET is missing.')
}
