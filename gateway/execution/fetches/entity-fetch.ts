import type { GraphQLFormattedError } from 'graphql'
import { compileClientErrors, nothingAnswered } from './client-errors.js'
import { type Contextual, compileContexts } from './contexts.js'
import { entityPlaces } from './entity-places.js'
import { mergeEntities } from './merge-entities.js'
import { objectsAt, visitObjects } from './object-path.js'
import { isObjectValue } from './object-value.js'
import { compileRepresentations } from './representations.js'
import { compileRequest } from './request.js'
import { compileRewrites } from './rewrites.js'
import { ask, type Run, report, wantedPlaces } from './run.js'
import { shapeOfAnswer } from './shape.js'
import type { CompileStep } from './step.js'
import { noEntities, type WantedEntities, want } from './wanted-entities.js'

/** What one request asks for. */
interface Asked {
  contextual: Contextual
  wanted: WantedEntities
}

/**
 * Compiles a fetch of entities (`_entities`, Apollo Federation subgraph specification). Each entity is asked for once,
 * however many objects want it. Entities that take different values from further up are asked for by different
 * requests, for these values are variables of the whole operation.
 */
export const compileEntityFetch: CompileStep = ({ fetch, places }, { wholeSchema, shares }) => {
  const { serviceName, operation, outputRewrites = [] } = fetch
  const request = compileRequest(fetch)
  const represent = compileRepresentations(fetch, wholeSchema)
  const contextOf = compileContexts(fetch, wholeSchema)
  const rewrite = compileRewrites(outputRewrites, wholeSchema)
  const shape = shapeOfAnswer(operation, outputRewrites)
  const clientErrors = compileClientErrors(fetch)

  function plainly(run: Run): Asked[] {
    const wanted = noEntities()
    for (const place of wantedPlaces(places, run.variables)) {
      for (const object of objectsAt(run.data, place.path, run.isShared)) {
        const representation = represent(object)
        if (representation) want(wanted, place, object, representation)
      }
    }
    return wanted.texts.length === 0 ? [] : [{ contextual: {}, wanted }]
  }

  function byContext(run: Run, contextOf: NonNullable<ReturnType<typeof compileContexts>>): Asked[] {
    const asked = new Map<string, Asked>()
    for (const place of wantedPlaces(places, run.variables)) {
      visitObjects(run.data, place.path, (object, { objects }) => {
        const representation = represent(object)
        if (representation === undefined) return true
        const contextual = contextOf(objects)
        const key = JSON.stringify(contextual)
        const same = asked.get(key) ?? { contextual, wanted: noEntities() }
        asked.set(key, same)
        want(same.wanted, place, object, representation)
        return true
      })
    }
    return [...asked.values()]
  }

  async function fetchEntities(run: Run, { contextual, wanted }: Asked): Promise<void> {
    const { data, errors = [] } = await ask(
      run,
      serviceName,
      request(run.variables.sent, { entities: wanted, contextual }),
    )
    const entities = isObjectValue(data) ? data._entities : undefined
    const isAnswered = Array.isArray(entities) && entities.length === wanted.texts.length
    report(run, errorsOf(run, wanted, errors, isAnswered))
    if (isAnswered && mergeEntities(entities, wanted, { rewrite, shape, shares })) run.isShared = true
  }

  function errorsOf(
    run: Run,
    wanted: WantedEntities,
    errors: readonly GraphQLFormattedError[],
    isAnswered: boolean,
  ): GraphQLFormattedError[] {
    const placesOf = entityPlaces(run.data, wanted, isAnswered)
    if (errors.length > 0) return clientErrors(errors, placesOf)
    return isAnswered
      ? []
      : placesOf([], wanted.places.length).map((path) => nothingAnswered(serviceName, path))
  }

  return async (run) => {
    const asked = contextOf ? byContext(run, contextOf) : plainly(run)
    await Promise.all(asked.map((one) => fetchEntities(run, one)))
  }
}
