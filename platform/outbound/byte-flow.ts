import { pipeline, type Readable, Transform } from 'node:stream'

/**
 * Chains a source and stages into one stream. When any of them fails, the result fails with what `explain` makes
 * of the error; when the result is closed early, so are all of them.
 */
export function flow(
  source: Readable,
  stages: [...Transform[], Transform],
  explain: (error: unknown) => Error,
): Readable {
  const last = stages[stages.length - 1] as Transform
  // Registered before pipeline does the same, which would hand on the error as it is.
  for (const stage of [source, ...stages.slice(0, -1)]) {
    stage.once('error', (error) => last.destroy(explain(error)))
  }
  // The reader of the result sees every error; the callback has nothing to add.
  pipeline([source, ...stages], () => {})
  return last
}

/**
 * Passes bytes on and reports how many.
 *
 * @param count called with the length of each chunk before it is passed on; what it throws ends the stream
 */
export function counted(count: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        count(chunk.length)
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
}
