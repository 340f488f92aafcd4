/** A stretch of time from a moment until, but without, another; ms since 1970 UTC. */
export type Window = readonly [from: number, to: number]

// Lists of windows are in order, their windows apart from each other and not empty, here and all over the engine.

/** In order; those that overlap or touch are one, empty ones are left out. */
export function joined(windows: readonly Window[]): Window[] {
  const apart: [number, number][] = []
  for (const [from, to] of windows.filter(([from, to]) => from < to).toSorted(([a], [b]) => a - b)) {
    const before = apart.at(-1)
    if (before !== undefined && from <= before[1]) before[1] = Math.max(before[1], to)
    else apart.push([from, to])
  }
  return apart
}

/** When both are. Gives back one of the two lists itself where it lies within the other, so that equal ones are shared. */
export function intersection(one: readonly Window[], other: readonly Window[]): readonly Window[] {
  const both: Window[] = []
  let isOne = true
  let isOther = true
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = one[i] as Window
    const b = other[j] as Window
    const from = Math.max(a[0], b[0])
    const to = Math.min(a[1], b[1])
    if (from < to) {
      const isA = from === a[0] && to === a[1]
      const isB = from === b[0] && to === b[1]
      isOne &&= isA
      isOther &&= isB
      both.push(isA ? a : isB ? b : [from, to])
    }
    if (a[1] <= b[1]) i++
    else j++
  }
  if (isOne && both.length === one.length) return one
  return isOther && both.length === other.length ? other : both
}

/** When the first is and the second is not; the first list itself where that makes no difference. */
export function difference(one: readonly Window[], other: readonly Window[]): readonly Window[] {
  if (one.length === 0 || other.length === 0) return one
  const rest: Window[] = []
  let isCut = false
  let j = 0
  for (const window of one) {
    let [from] = window
    const [, to] = window
    while (j < other.length && (other[j] as Window)[1] <= from) j++
    for (let k = j; k < other.length && (other[k] as Window)[0] < to; k++) {
      const [start, end] = other[k] as Window
      if (from < start) rest.push([from, start])
      from = Math.max(from, end)
      isCut = true
    }
    if (from < to) rest.push(from === window[0] ? window : [from, to])
  }
  return isCut ? rest : one
}

/** What of them is within a window, which may be empty; the list itself if all of it is. */
export function clipped(windows: readonly Window[], [from, to]: Window): readonly Window[] {
  if (from >= to) return []
  const first = firstPlace(windows, ([, end]) => end > from)
  const end = Math.max(
    first,
    firstPlace(windows, ([start]) => start >= to),
  )
  const inside = first === 0 && end === windows.length ? windows : windows.slice(first, end)
  const [head, last] = [inside[0], inside.at(-1)]
  if (head === undefined || last === undefined || (head[0] >= from && last[1] <= to)) return inside
  return inside.map((window) =>
    window === head || window === last ? [Math.max(from, window[0]), Math.min(to, window[1])] : window,
  )
}

/** The first place that is so, where all after it are so, too; the end if none is. */
function firstPlace(windows: readonly Window[], isSo: (window: Window) => boolean): number {
  let [low, high] = [0, windows.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSo(windows[middle] as Window)) high = middle
    else low = middle + 1
  }
  return low
}

/** Ms. */
export function lengthOf(windows: readonly Window[]): number {
  let length = 0
  for (const [from, to] of windows) length += to - from
  return length
}

/** Ms from the end of a window of one to the beginning of the nearest of the other; `Infinity` if one has none. */
export function gapBetween(one: readonly Window[], other: readonly Window[]): number {
  const [first, start] = [one[0], other[0]]
  const [last, end] = [one.at(-1), other.at(-1)]
  if (!first || !last || !start || !end) return Infinity
  if (last[1] <= start[0]) return start[0] - last[1]
  if (end[1] <= first[0]) return first[0] - end[1]
  let least = Infinity
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [from, to] = one[i] as Window
    const [start, end] = other[j] as Window
    least = Math.min(least, Math.max(0, start - to, from - end))
    if (to <= end) i++
    else j++
  }
  return least
}
