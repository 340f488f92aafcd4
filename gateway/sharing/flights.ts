import type { GatewayContext } from '../context.js'

/**
 * How long after it was begun something takes others in, ms. Most of what is asked is answered sooner, and under load many
 * come within it; but whoever joins waits to the end, and what is late, as where a partner hangs, must not be waited for by
 * everybody who asks the same.
 */
const joinableMs = 10

/** What is asked once for all who want it at the same time. */
export interface Flights<T> {
  /**
   * Asks, unless the same has just been asked already: then that is waited for.
   *
   * @param key the same for what has the same result, whoever asks, and for nothing else
   * @param context of who asks
   * @param begin asks in the name of the context it is given: that of who came first, aborted when all have gone
   * @returns a result that belongs to who asks
   * @throws what `begin` throws, to all who wait
   */
  join(key: string, context: GatewayContext, begin: (context: GatewayContext) => Promise<T>): Promise<T>
}

interface Flight<T> {
  result: Promise<T>
  requestId: string
  begunAt: number
  /** How many have asked, how many of them wait no more, and how many have been given the result. */
  joined: number
  left: number
  served: number
  /** Ends it. */
  abandoned: AbortController
}

/**
 * @param copyOf makes of a result one that belongs to somebody else
 * @param changes how many changes have been made; what was begun before one of them takes nobody in after it
 */
export function createFlights<T>(
  copyOf: (result: T) => T,
  changes: () => number,
  clock: () => Date,
): Flights<T> {
  let flights = new Map<string, Flight<T>>()
  let asOf = changes()

  function current(): Map<string, Flight<T>> {
    if (asOf !== changes()) {
      asOf = changes()
      flights = new Map()
    }
    return flights
  }

  function take(flight: Flight<T>, result: T): T {
    // The original is for the last one, when nobody is left who would see what is written into it.
    return ++flight.served < flight.joined ? copyOf(result) : result
  }

  return {
    join: async (key, context, begin) => {
      const { signal } = context
      if (signal.aborted) return begin(context)
      const all = current()
      const now = clock().getTime()
      const latest = all.get(key)
      const known = latest && now - latest.begunAt <= joinableMs ? latest : undefined
      const land = () => {
        if (all.get(key) === flight) all.delete(key)
      }
      const flight = known ?? launch(context, now, begin, land)
      if (known === undefined) all.set(key, flight)
      else context.logger.debug({ sharedWith: known.requestId }, 'the same is being asked by another request')
      flight.joined++
      const leave = () => {
        flight.left++
        if (flight.left < flight.joined) return
        land()
        flight.abandoned.abort()
      }
      signal.addEventListener('abort', leave)
      try {
        return take(flight, await flight.result)
      } finally {
        signal.removeEventListener('abort', leave)
      }
    },
  }
}

/** @param land called when nobody may join any more, before those who wait are told */
function launch<T>(
  context: GatewayContext,
  begunAt: number,
  begin: (context: GatewayContext) => Promise<T>,
  land: () => void,
): Flight<T> {
  const abandoned = new AbortController()
  async function fly(): Promise<T> {
    try {
      return await begin({ ...context, signal: abandoned.signal })
    } finally {
      land()
    }
  }
  const { requestId } = context
  return { result: fly(), requestId, begunAt, joined: 0, left: 0, served: 0, abandoned }
}
