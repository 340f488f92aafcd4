/** How far a sum of many numbers may be off, as a share of what was added up. */
export const rounding = 1e-12
