/** Where the second factor is switched on and off. */
export const secondFactorPaths = {
  setUp: '/account/second-factor/set-up',
  off: '/account/second-factor/off',
} as const
