import { compileClientErrors, nothingAnswered } from './client-errors.js'
import { copyOf, merge } from './merge.js'
import { objectsAt, type ResultPath, visitObjects } from './object-path.js'
import { isObjectValue } from './object-value.js'
import type { PlanStep } from './plan-steps.js'
import { compileRequest } from './request.js'
import { compileRewrites } from './rewrites.js'
import { ask, type Run, report, wantedPlaces } from './run.js'
import { shapeOfAnswer } from './shape.js'
import type { CompileStep } from './step.js'

/** Compiles a fetch of fields of a root type: what comes back is a part of the objects at its place. */
export const compileRootFetch: CompileStep = ({ fetch, places }, { wholeSchema }) => {
  const { serviceName, operation, outputRewrites = [] } = fetch
  const request = compileRequest(fetch)
  const rewrite = compileRewrites(outputRewrites, wholeSchema)
  const shape = shapeOfAnswer(operation, outputRewrites)
  const clientErrors = compileClientErrors(fetch)
  return async (run) => {
    const [place] = wantedPlaces(places, run.variables)
    const objects = place ? objectsAt(run.data, place.path, run.isShared) : []
    if (place === undefined || objects.length === 0) return
    const { data, errors = [] } = await ask(run, serviceName, request(run.variables.sent))
    const placesOf = (path: ResultPath, most: number) => below(run, place, path, most)
    report(run, clientErrors(errors, placesOf))
    if (!isObjectValue(data)) {
      if (errors.length > 0) return
      return report(
        run,
        placesOf([], 1).map((path) => nothingAnswered(serviceName, path)),
      )
    }
    rewrite?.(data)
    // Objects in different places may be asked for different things later.
    for (const [i, object] of objects.entries()) merge(object, i === 0 ? data : copyOf(data, shape), shape)
  }
}

function below(
  { data }: Run,
  { path }: PlanStep['places'][number],
  rest: ResultPath,
  most: number,
): ResultPath[] {
  const found: ResultPath[] = []
  visitObjects(data, path, (_, trail) => found.push([...trail.path, ...rest]) < most)
  return found
}
