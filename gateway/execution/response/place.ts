import type { GraphQLOutputType } from 'graphql'
import { type Complete, lost, type Run, report } from './run.js'
import type { Part } from './selection.js'

/** A value's place in the operation. */
export interface Place {
  /** Type and name of the nearest field; the value is the field's, or within its list. */
  coordinate: string
  /** What is selected of it, or of each object within it. */
  parts: readonly Part[]
  /** What stands there if there is no value that may. */
  nothing: typeof lost | null
}

/** Completes null, and what is no value of the type. */
export function completeOther(type: GraphQLOutputType, { coordinate, nothing }: Place): Complete {
  return (value, run) => {
    if (value !== null && value !== undefined) {
      report(run, `Invalid value found for ${described(run, coordinate, type)}.`)
    } else if (nothing === lost) {
      report(run, `Cannot return null for non-nullable ${described(run, coordinate, type)}.`)
    }
    return nothing
  }
}

/** Completes an object that does not say what it is, or says something that may not stand there, or be known. */
export function completeUnknown(type: GraphQLOutputType, { coordinate, nothing }: Place): Complete {
  return (_value, run) => {
    report(run, `Invalid __typename found for object at ${described(run, coordinate, type)}.`)
    return nothing
  }
}

/** What stands at the run's path, as messages call it. */
function described(run: Run, coordinate: string, type: GraphQLOutputType): string {
  const last = run.path.at(-1)
  return typeof last === 'number' ? `array element of type ${type} at index ${last}` : `field ${coordinate}`
}
