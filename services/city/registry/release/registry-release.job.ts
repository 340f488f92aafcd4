import { systemCaller } from '../../../../platform/caller/caller.js'
import type { Job, JobContext } from '../../../../platform/service/job.js'
import type { OwnContracts } from '../../../../schema/contracts.js'
import { changeRegistry } from './change-registry.js'

/**
 * Makes the first release, and the next one where something bears on it that was not changed through the registry: an
 * organization that was suspended, or another version of the hub with other contracts. A partner that does not compose
 * with those is left out, and told so.
 */
export const registryRelease: Job = {
  name: 'registry-release',
  everyMs: 60_000,
  wokenBy: 'city_registry_stale',
  run: (context) => bringReleaseUpToDate(context),
}

/** @param own the hub's own contracts, if not those that are committed */
export async function bringReleaseUpToDate(
  { database, now, signal }: Pick<JobContext, 'database' | 'now' | 'signal'>,
  own?: OwnContracts,
): Promise<void> {
  const context = { caller: systemCaller('registry'), database, requestId: 'registry-release', now }
  await changeRegistry(context, {
    request: { action: 'releaseSupergraph', input: null },
    work: async () => null,
    signal,
    ...(own && { own }),
  })
}
