import { joined, type Window } from '../windows.js'
import type { Piece } from './pieces.js'

/** What users get of pieces. */
export interface Timetable {
  /** For each user how much: what it asked for, or less. */
  got: number[]
  windows: Window[][]
  /** Why some got less than they asked for. */
  crowds: Crowd[]
}

/** Users that ask for more than all the pieces have that any of them can use. */
export interface Crowd {
  /** In order. */
  users: number[]
  /** Of these pieces. */
  size: number
}

/**
 * Gives users the first time they can have: first those with least to spare. Where that does not work out it looks for any
 * way to give all of them what they ask for, and if there is none, tells why (Hall 1935).
 *
 * @param asked by each user, in sizes of pieces
 */
export function timetable(pieces: readonly Piece[], asked: readonly number[]): Timetable {
  const has = asked.map(() => 0)
  for (const { size, users } of pieces) for (const user of users) has[user] = (has[user] ?? 0) + size
  const spare = (user: number): number => (has[user] ?? 0) - (asked[user] ?? 0)
  const order = [...asked.keys()].sort((a, b) => spare(a) - spare(b) || a - b)
  const shares = firstShares(pieces, asked, order)
  const first = taken(pieces, shares, asked.length)
  if (first.got.every((got, user) => got === asked[user])) return { ...first, crowds: [] }
  const crowds = rearrange(pieces, asked, order, shares)
  return { ...taken(pieces, shares, asked.length), crowds }
}

/** For each piece how much of it each user gets. */
type Shares = Map<number, number>[]

function firstShares(pieces: readonly Piece[], asked: readonly number[], order: readonly number[]): Shares {
  const shares: Shares = pieces.map(() => new Map())
  const free = pieces.map(({ size }) => size)
  const usable = usableOf(pieces, asked.length)
  for (const user of order) {
    let lacks = asked[user] ?? 0
    for (const piece of usable[user] ?? []) {
      if (lacks === 0) break
      const share = Math.min(lacks, free[piece] ?? 0)
      if (share === 0) continue
      shares[piece]?.set(user, share)
      free[piece] = (free[piece] ?? 0) - share
      lacks -= share
    }
  }
  return shares
}

function usableOf(pieces: readonly Piece[], users: number): number[][] {
  const usable = Array.from({ length: users }, (): number[] => [])
  for (const [index, { users }] of pieces.entries()) for (const user of users) usable[user]?.push(index)
  return usable
}

/**
 * Lets users that lack time take it from others that can use another piece instead, along shortest chains
 * (augmenting paths: Ford and Fulkerson 1956, Edmonds and Karp 1972). Changes the shares.
 */
function rearrange(
  pieces: readonly Piece[],
  asked: readonly number[],
  order: readonly number[],
  shares: Shares,
): Crowd[] {
  const usable = usableOf(pieces, asked.length)
  const free = pieces.map(({ size }, piece) => size - sumOf(shares[piece]?.values() ?? []))
  const lacks = asked.map((amount, user) => amount - sumOf(shares.map((users) => users.get(user) ?? 0)))
  const crowds = new Map<string, Crowd>()
  for (const user of order) {
    while ((lacks[user] ?? 0) > 0) {
      const chain = chainFrom(user, usable, free, shares)
      if (!Array.isArray(chain)) {
        // All who can use nothing else are part of it, also those that got none of it this time.
        const users = [...usable.keys()].filter((user) =>
          usable[user]?.every((piece) => chain.pieces.has(piece)),
        )
        crowds.set(users.join(), { users, size: sumOf(sizes(pieces, chain.pieces)) })
        break
      }
      const end = chain.at(-1)?.piece ?? 0
      const moved = Math.min(
        lacks[user] ?? 0,
        free[end] ?? 0,
        ...chain.slice(1).map(({ user }, index) => shares[chain[index]?.piece ?? 0]?.get(user) ?? 0),
      )
      for (const [index, { user, piece }] of chain.entries()) {
        add(shares[piece], user, moved)
        if (index > 0) add(shares[chain[index - 1]?.piece ?? 0], user, -moved)
      }
      free[end] = (free[end] ?? 0) - moved
      lacks[user] = (lacks[user] ?? 0) - moved
    }
  }
  return [...crowds.values()]
}

/** Users in a row: each is to get of the piece, of which the next one gives. Or, if none ends well, all that were asked. */
type Chain = { user: number; piece: number }[]

function chainFrom(
  start: number,
  usable: readonly (readonly number[])[],
  free: readonly number[],
  shares: Shares,
): Chain | { users: Set<number>; pieces: Set<number> } {
  const users = new Set([start])
  const pieces = new Set<number>()
  const cameFrom = new Map<number, { user: number; piece: number }>()
  const back = (user: number, piece: number): Chain => {
    const before = cameFrom.get(user)
    return before === undefined ? [{ user, piece }] : [...back(before.user, before.piece), { user, piece }]
  }
  for (const user of users) {
    for (const piece of usable[user] ?? []) {
      if (pieces.has(piece)) continue
      pieces.add(piece)
      if ((free[piece] ?? 0) > 0) return back(user, piece)
      for (const other of shares[piece]?.keys() ?? []) {
        if (users.has(other)) continue
        users.add(other)
        cameFrom.set(other, { user, piece })
      }
    }
  }
  return { users, pieces }
}

function taken(pieces: readonly Piece[], shares: Shares, users: number): Pick<Timetable, 'got' | 'windows'> {
  const got = new Array<number>(users).fill(0)
  const windows = Array.from({ length: users }, (): Window[] => [])
  for (const [index, piece] of pieces.entries()) {
    let after = 0
    for (const [user, share] of [...(shares[index] ?? [])].sort(([a], [b]) => a - b)) {
      windows[user]?.push(...piece.windowsOf(user, after, share))
      got[user] = (got[user] ?? 0) + share
      after += share
    }
  }
  return { got, windows: windows.map(joined) }
}

function add(users: Map<number, number> | undefined, user: number, amount: number): void {
  const sum = (users?.get(user) ?? 0) + amount
  if (sum > 0) users?.set(user, sum)
  else users?.delete(user)
}

function sizes(pieces: readonly Piece[], some: ReadonlySet<number>): number[] {
  return [...some].map((piece) => pieces[piece]?.size ?? 0)
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
