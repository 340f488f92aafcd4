import { defineEntity, p } from '@mikro-orm/core'
import type { Release } from '../../../../platform/registry/release.js'
import type { CompositionProblem } from '../../../../schema/compose.js'
import { schema } from '../../schema.js'

/** A supergraph's text, under its hash. */
export const SupergraphEntity = defineEntity({
  name: 'Supergraph',
  tableName: 'supergraph',
  schema,
  properties: {
    hash: p.text().primary().comment('SHA-256 of the text'),
    text: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
})

/** What composing certain contracts gives, so that it is done once. */
export const CompositionEntity = defineEntity({
  name: 'Composition',
  tableName: 'composition',
  schema,
  properties: {
    madeOf: p.text().primary().comment('SHA-256 of the contracts'),
    supergraph: () =>
      p.manyToOne(SupergraphEntity).fieldName('supergraph').nullable().index().deleteRule('cascade'),
    problems: p.json<readonly CompositionProblem[]>().nullable().comment('where they do not compose'),
    createdAt: p.datetime().columnType('timestamptz'),
  },
  checks: [{ name: 'composition_outcome_check', expression: '(supergraph is null) <> (problems is null)' }],
})

/** Which supergraph is for whom; the last one counts. */
export const ReleaseEntity = defineEntity({
  name: 'Release',
  tableName: 'release',
  schema,
  properties: {
    number: p.integer().primary().autoincrement(false).comment('from 1, without gaps'),
    shares: p.json<Release['shares']>(),
    sandboxes: p.json<Release['sandboxes']>(),
    madeOf: p.text().comment('SHA-256 of the contracts that are live'),
    leftOut: p.array<string>().comment('versions that do not compose with the others'),
    createdAt: p.datetime().columnType('timestamptz').index(),
  },
})
