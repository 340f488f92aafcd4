import { z } from 'zod'
import {
  agent,
  competency,
  concept,
  conceptOf,
  conceptsFrom,
  isObject,
  isoDate,
  isoDuration,
  language,
  license,
  maker,
  mediaObject,
  provider,
  types,
  uri,
} from './profile-parts.js'
import { languages } from './vocabularies.js'

/** The address by which a record says that it follows the profile. */
export const profileContext = 'https://w3id.org/kim/amb/context.jsonld'

const context = z
  .array(z.unknown())
  .min(2)
  .refine((parts) => parts.includes(profileContext), `must have ${profileContext} among its items`)
  .refine(
    (parts) => parts.some((part) => isObject(part) && languages.has(part['@language'] as string)),
    'must have an object with @language, a two-letter language code, among its items',
  )

const relatedRecord = z.object({ id: uri, type: types.optional(), name: z.string().optional() })

const source = z
  .object({
    type: types.optional(),
    id: uri.optional(),
    name: z.string().optional(),
    creator: z.array(maker).optional(),
    license: license.optional(),
    provider: provider.optional(),
  })
  .refine(({ id, name }) => id !== undefined || name !== undefined, 'must have id or name')

const description = z.object({
  id: uri,
  type: z.literal('WebContent').optional(),
  provider: provider.optional(),
  dateCreated: isoDate.optional(),
  dateModified: isoDate.optional(),
})

const caption = z.object({
  type: z.literal('MediaObject'),
  id: uri,
  encodingFormat: z.string().optional(),
  inLanguage: language.optional(),
})

const funder = z.object({
  type: z.enum(['Person', 'FundingScheme', 'Organization']),
  id: uri.optional(),
  name: z.string(),
})

const educationalLevel = concept.refine(({ id }) => id.startsWith('https://w3id.org/kim/educationalLevel/'), {
  path: ['id'],
  error: 'must be a concept of https://w3id.org/kim/educationalLevel/',
})

/**
 * The rules of the profile: "Allgemeines Metadatenprofil für Bildungsressourcen" of the DINI-AG-KIM, as its JSON
 * schema (https://w3id.org/kim/amb/draft/schemas/schema.json) has them: what it accepts, this accepts, and no more.
 * Where a pattern of the schema has a bare dot, the dot of an address is meant and taken.
 */
export const ambProfile = z.object({
  '@context': context,
  id: uri,
  type: types,
  name: z.string(),
  description: z.string().optional(),
  about: conceptsFrom(
    /(^https:\/\/w3id\.org\/kim\/hochschulfaechersystematik\/|http:\/\/w3id\.org\/kim\/schulfaecher\/)/,
    'https://w3id.org/kim/hochschulfaechersystematik/ or http://w3id.org/kim/schulfaecher/',
  ).optional(),
  keywords: z.array(z.string()).optional(),
  inLanguage: z.array(language).optional(),
  image: uri.optional(),
  trailer: mediaObject(['VideoObject', 'AudioObject']).optional(),
  creator: z.array(maker).optional(),
  contributor: z.array(maker).optional(),
  publisher: z.array(agent).optional(),
  funder: z.array(funder).optional(),
  dateCreated: isoDate.optional(),
  datePublished: isoDate.optional(),
  dateModified: isoDate.optional(),
  duration: isoDuration.optional(),
  isAccessibleForFree: z.boolean().optional(),
  license: license.optional(),
  conditionsOfAccess: conceptOf([
    'http://w3id.org/kim/conditionsOfAccess/no_login',
    'http://w3id.org/kim/conditionsOfAccess/login',
  ]).optional(),
  learningResourceType: conceptsFrom(
    /^(https:\/\/w3id\.org\/kim\/hcrt\/|http:\/\/w3id\.org\/openeduhub\/vocabs\/new_lrt\/)/,
    'https://w3id.org/kim/hcrt/ or http://w3id.org/openeduhub/vocabs/new_lrt/',
  ).optional(),
  audience: z.array(concept).optional(),
  teaches: z.array(competency).optional(),
  assesses: z.array(competency).optional(),
  competencyRequired: z.array(competency).optional(),
  educationalLevel: z.array(educationalLevel).optional(),
  interactivityType: conceptOf([
    'http://purl.org/dcx/lrmi-vocabs/interactivityType/active',
    'http://purl.org/dcx/lrmi-vocabs/interactivityType/expositive',
    'http://purl.org/dcx/lrmi-vocabs/interactivityType/mixed',
  ]).optional(),
  isBasedOn: z.array(source).optional(),
  isPartOf: z.array(relatedRecord).optional(),
  hasPart: z.array(relatedRecord).optional(),
  mainEntityOfPage: z.array(description).optional(),
  encoding: z.array(mediaObject(['MediaObject'])).optional(),
  caption: z.array(caption).optional(),
})

export type AmbRecord = z.output<typeof ambProfile>
export type AmbConcept = z.output<typeof competency>
