import { climateInitiatives } from './climate.js'
import { educationInitiatives } from './education.js'
import type { ExampleInitiative } from './example-initiative.js'
import { healthInitiatives } from './health.js'
import { mobilityInitiatives } from './mobility.js'
import { initiativesInOtherStates } from './other-states.js'
import { societyInitiatives } from './society.js'

/** All of the example content's initiatives; all of them are invented. */
export const initiatives: readonly ExampleInitiative[] = [
  ...educationInitiatives,
  ...mobilityInitiatives,
  ...healthInitiatives,
  ...societyInitiatives,
  ...climateInitiatives,
  ...initiativesInOtherStates,
]
