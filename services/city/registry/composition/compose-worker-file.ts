/** What the registry's thread runs. Tests, which run from the sources, have a file of their own for it. */
export const workerFile = new URL('./compose.worker.js', import.meta.url)
