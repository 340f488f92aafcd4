/** What policies know of time. */
export interface Clock {
  /** ms, from any moment on. */
  now(): number
  /** @returns takes it back */
  after(ms: number, run: () => void): () => void
}

export const processClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    let afterwards: NodeJS.Immediate | undefined
    // Where this process was held up, what came meanwhile is read before a time that is over is acted on.
    const timer = setTimeout(() => {
      afterwards = setImmediate(run)
    }, ms)
    return () => {
      clearTimeout(timer)
      clearImmediate(afterwards)
    }
  },
}
