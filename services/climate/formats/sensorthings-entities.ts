import { z } from 'zod'
import { isoInstant, optionalText, text } from '../../../platform/input/text.js'

/** Ids are numbers or texts as the server likes (SensorThings 1.1, 8.2). */
const id = z.union([z.number().transform(String), text(200)])

/** The id a selfLink ends with, such as `https://…/Things(227)`; servers quote text ids. */
const selfLink = z
  .string()
  .transform((link) => /\('?([^')]*)'?\)$/.exec(link)?.[1] ?? null)
  .nullish()

export type EntityKind = 'Thing' | 'Datastream' | 'Observation' | 'Location' | 'ObservedProperty'

/** Members only entities of one kind have (SensorThings 1.1, 8.2); an answer does not name the kind. */
const telling: [member: string, kind: EntityKind][] = [
  ['unitOfMeasurement', 'Datastream'],
  ['observationType', 'Datastream'],
  ['result', 'Observation'],
  ['encodingType', 'Location'],
  ['definition', 'ObservedProperty'],
]

/** The kind of an entity, told by its members. */
export function kindOf(value: unknown): EntityKind {
  if (typeof value !== 'object' || value === null) return 'Thing'
  return telling.find(([member]) => member in value)?.[1] ?? 'Thing'
}

export const thing = z
  .object({
    '@iot.id': id,
    '@iot.selfLink': selfLink,
    name: text(500),
    description: optionalText(5_000),
    Locations: z.array(z.object({ location: z.unknown() })).optional(),
    Datastreams: z.array(z.unknown()).optional(),
  })
  .transform((read) => ({
    id: read['@iot.id'],
    linkedId: read['@iot.selfLink'] ?? null,
    name: read.name,
    description: read.description,
    location: read.Locations?.[0]?.location,
    datastreams: read.Datastreams ?? [],
  }))

export type Thing = z.output<typeof thing>

export const datastream = z
  .object({
    '@iot.id': id,
    name: text(500),
    unitOfMeasurement: z
      .object({ symbol: optionalText(50), name: optionalText(200) })
      .partial()
      .nullish(),
    ObservedProperty: z.object({ name: text(500) }).optional(),
    Observations: z.array(z.unknown()).optional(),
  })
  .transform((read) => ({
    id: read['@iot.id'],
    name: read.name,
    // Not every answer expands the property; the datastream's name then says what is measured.
    observedProperty: read.ObservedProperty?.name ?? read.name,
    unit: read.unitOfMeasurement?.symbol ?? read.unitOfMeasurement?.name ?? null,
    observations: read.Observations ?? [],
  }))

export type Datastream = z.output<typeof datastream>

export const observation = z
  .object({
    result: z.number('must be a number; other results are not kept'),
    // A period is given as start/end; the value is known at its end.
    phenomenonTime: z
      .string()
      .transform((time) => time.split('/').at(-1))
      .pipe(isoInstant),
  })
  .transform(({ result, phenomenonTime }) => ({ result, at: phenomenonTime }))
