import { pathToFileURL } from 'node:url'

/** What the engine's thread runs, as it is built; jest.config.js puts this in the place of the sources' own. */
export const workerFile = pathToFileURL('dist/services/city/matching/run/engine/engine.worker.js')
