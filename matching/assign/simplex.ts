/** To choose the shares u, each from 0 to 1, that gain most: sum of gain * u, where no row's sum of weight * u is more than its capacity. */
export interface LinearProgram {
  gains: Float64Array
  /** From 0. */
  capacities: Float64Array
  /** Row after row, from 0. */
  weights: Float64Array
}

export interface LinearSolution {
  shares: Float64Array
  /** What a unit of each row's capacity is worth. */
  prices: Float64Array
  /** Cells of the tableau that were gone through: the work it was. */
  work: number
}

const epsilon = 1e-9

/**
 * The best shares, by the simplex method on a dense tableau, bounds kept by complementing (Dantzig 1955). For some dozens of
 * rows and columns. As it computes with rounded numbers its answer is a good guess: what is to be exact is made so by
 * who uses it.
 */
export function solveLinear({ gains, capacities, weights }: LinearProgram): LinearSolution {
  const columns = gains.length
  const rows = capacities.length
  // Variable v is a share below `columns`, otherwise what is free in row v - columns. A share that is `flipped` stands
  // for what is missing to 1.
  const outside = Int32Array.from({ length: columns }, (_, column) => column)
  const inside = Int32Array.from({ length: rows }, (_, row) => columns + row)
  const flipped = new Uint8Array(columns)
  const table = weights.slice()
  const value = capacities.slice()
  const gain = gains.slice()
  const most = (variable: number): number => (variable < columns ? 1 : Infinity)

  const flipColumn = (column: number): void => {
    const variable = outside[column] as number
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      value[row] = (value[row] as number) - (table[cell] as number)
      table[cell] = -(table[cell] as number)
    }
    gain[column] = -(gain[column] as number)
    flipped[variable] = 1 - (flipped[variable] as number)
  }
  const flipRow = (row: number): void => {
    const variable = inside[row] as number
    for (let cell = row * columns; cell < (row + 1) * columns; cell++) table[cell] = -(table[cell] as number)
    value[row] = 1 - (value[row] as number)
    flipped[variable] = 1 - (flipped[variable] as number)
  }
  const pivot = (row: number, column: number): void => {
    const start = row * columns
    const by = 1 / (table[start + column] as number)
    for (let cell = start; cell < start + columns; cell++) table[cell] = (table[cell] as number) * by
    table[start + column] = by
    value[row] = (value[row] as number) * by
    for (let other = 0; other < rows; other++) {
      const factor = table[other * columns + column] as number
      if (other === row || factor === 0) continue
      table[other * columns + column] = 0
      for (let i = 0; i < columns; i++) {
        const cell = other * columns + i
        table[cell] = (table[cell] as number) - factor * (table[start + i] as number)
      }
      value[other] = (value[other] as number) - factor * (value[row] as number)
    }
    const factor = gain[column] as number
    gain[column] = 0
    for (let i = 0; i < columns; i++) gain[i] = (gain[i] as number) - factor * (table[start + i] as number)
    const variable = outside[column] as number
    outside[column] = inside[row] as number
    inside[row] = variable
  }

  let steps = 0
  for (const mostSteps = 50 * (rows + columns + 1); steps < mostSteps; steps++) {
    // Bland's rule after a while, since it never goes round in a circle.
    const column = entering(gain, outside, steps > 5 * (rows + columns))
    if (column < 0) break
    let least = most(outside[column] as number)
    let leaving = -1
    let upper = false
    for (let row = 0; row < rows; row++) {
      const cell = table[row * columns + column] as number
      if (Math.abs(cell) < epsilon) continue
      const now = Math.max(0, value[row] as number)
      const far = cell > 0 ? now / cell : Math.max(0, most(inside[row] as number) - now) / -cell
      const isLess = far < least - epsilon
      if (isLess || (leaving >= 0 && far <= least && (inside[row] as number) < (inside[leaving] as number))) {
        least = Math.min(least, far)
        leaving = row
        upper = cell < 0
      }
    }
    if (leaving < 0) {
      flipColumn(column)
      continue
    }
    if (upper) flipRow(leaving)
    pivot(leaving, column)
  }

  const shares = new Float64Array(columns)
  const prices = new Float64Array(rows)
  for (const [row, variable] of inside.entries()) {
    if (variable < columns) shares[variable] = Math.min(1, Math.max(0, value[row] as number))
  }
  for (const [column, variable] of outside.entries()) {
    if (variable >= columns) prices[variable - columns] = Math.max(0, -(gain[column] as number))
  }
  for (let share = 0; share < columns; share++) {
    if (flipped[share] === 1) shares[share] = 1 - (shares[share] as number)
  }
  return { shares, prices, work: (steps + 1) * (rows + 1) * columns }
}

/** The column that gains most, or the first that gains; -1 if none does. */
function entering(gain: Float64Array, outside: Int32Array, first: boolean): number {
  let best = -1
  let most = epsilon
  for (let column = 0; column < gain.length; column++) {
    const gained = gain[column] as number
    if (gained <= epsilon) continue
    if (first ? best < 0 || (outside[column] as number) < (outside[best] as number) : gained > most) {
      best = column
      most = gained
    }
  }
  return best
}
