import 'reflect-metadata'
import type { ServiceDefinition } from '../platform/service/definition.js'
import { climate } from '../services/climate/service.js'

/** Every service of the hub, in the order they are migrated, seeded, started and shown. */
export const services: readonly ServiceDefinition[] = [climate]
