import { pathToFileURL } from 'node:url'

/** What the planner's thread runs, as it is built; jest.config.js puts this in the place of the sources' own. */
export const workerFile = pathToFileURL('dist/gateway/planning/planner.worker.js')
