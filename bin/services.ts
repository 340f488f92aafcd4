import 'reflect-metadata'
import type { ServiceDefinition } from '../platform/service/definition.js'
import { city } from '../services/city/service.js'
import { climate } from '../services/climate/service.js'
import { education } from '../services/education/service.js'
import { health } from '../services/health/service.js'
import { identity } from '../services/identity/service.js'
import { mobility } from '../services/mobility/service.js'
import { society } from '../services/society/service.js'

/** Every service of the hub, in the order they are migrated, seeded, started and shown. */
export const services: readonly ServiceDefinition[] = [
  city,
  education,
  mobility,
  health,
  society,
  climate,
  identity,
]
