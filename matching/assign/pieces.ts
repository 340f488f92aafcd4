import { byDay, type Days } from '../days.js'
import type { Window } from '../windows.js'

/** A piece of the time of something one at a time uses, and who can use it. */
export interface Piece {
  /** How much of it there is: ms, or 1 where it is a day that only one gets. */
  size: number
  /** In order. */
  users: readonly number[]
  /** The time a user gets who takes so much of the piece, after so much of it was taken by others. */
  windowsOf: (user: number, after: number, taken: number) => readonly Window[]
}

/** Time as users of hours share it: in pieces during which the same ones can use it, in order. */
export function piecesOfTime(windows: readonly (readonly Window[])[]): Piece[] {
  const bounds = [...new Set(windows.flat(2))].sort((a, b) => a - b)
  const place = new Map(bounds.map((bound, index) => [bound, index]))
  const users = bounds.map((): number[] => [])
  for (const [user, list] of windows.entries()) {
    for (const [from, to] of list) {
      for (let i = place.get(from) ?? 0; i < (place.get(to) ?? 0); i++) users[i]?.push(user)
    }
  }
  return users.flatMap((users, index) => {
    const [from, to] = [bounds[index] as number, bounds[index + 1] ?? 0]
    if (users.length === 0) return []
    return {
      size: to - from,
      users,
      windowsOf: (_user, after, taken) => [[from + after, from + after + taken]],
    }
  })
}

/** Time as users of days share it: a day is one user's, with all the windows that user has on it. */
export function piecesOfDays(windows: readonly (readonly Window[])[], days: Days): Piece[] {
  const parts = new Map<number, Map<number, readonly Window[]>>()
  for (const [user, list] of windows.entries()) {
    let day = 0
    for (const part of byDay(list, days)) {
      const from = part[0]?.[0] ?? 0
      while ((days[day + 1] ?? Infinity) <= from) day++
      const users = parts.get(day) ?? new Map<number, readonly Window[]>()
      parts.set(day, users.set(user, part))
    }
  }
  return [...parts]
    .sort(([a], [b]) => a - b)
    .map(([, users]) => ({
      size: 1,
      users: [...users.keys()],
      windowsOf: (user) => users.get(user) ?? [],
    }))
}
