import type { Profiler } from 'node:inspector'

/** Time spent in a function itself, not in those it calls. */
export interface SelfTime {
  /** Its name and file. */
  place: string
  /** Of the time in which anything ran. */
  share: number
  milliseconds: number
}

/** Not work: waiting, and what the profiler itself takes. */
const notWork = /^\((?:idle|root|program)\)|node:inspector/

/** Own times of the functions of a CPU profile, the longest first. */
export function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): SelfTime[] {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
  const microseconds = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const place = places.get(id) ?? '(unknown)'
    if (!notWork.test(place))
      microseconds.set(place, (microseconds.get(place) ?? 0) + (timeDeltas[index] ?? 0))
  }
  const whole = [...microseconds.values()].reduce((sum, time) => sum + time, 0)
  return [...microseconds]
    .map(([place, time]) => ({ place, share: time / whole, milliseconds: time / 1000 }))
    .sort((one, other) => other.milliseconds - one.milliseconds)
}

function placeOf({ functionName, url, lineNumber }: Profiler.ProfileNode['callFrame']): string {
  if (url === '') return functionName || '(anonymous)'
  // What is in a package is named from there on, the hub's own from where it is built.
  const file = url.replace(url.includes('/node_modules/') ? /^.*\/node_modules\// : /^.*\/(?=dist\/)/, '')
  return `${functionName || '(anonymous)'}  ${file}:${lineNumber + 1}`
}
