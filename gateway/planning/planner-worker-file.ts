/** What the planner's thread runs. Tests, which run from the sources, have a file of their own for it. */
export const workerFile = new URL('./planner.worker.js', import.meta.url)
