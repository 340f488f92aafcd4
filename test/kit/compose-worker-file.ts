import { pathToFileURL } from 'node:url'

/** What the registry's thread runs, as it is built; jest.config.js puts this in the place of the sources' own. */
export const workerFile = pathToFileURL('dist/services/city/registry/composition/compose.worker.js')
