import { defineEntity, p } from '@mikro-orm/core'
import { validityIndex, versionNumber, versionProperties } from '../history/version.entity.js'
import { schema } from '../schema.js'
import { localizedText } from '../text/localized.entity.js'
import { VisionStatementEntity } from '../vision-statement/vision-statement.entity.js'

/** A field of action of the town's digital strategy. */
export const FieldOfActionEntity = defineEntity({
  name: 'FieldOfAction',
  tableName: 'field_of_action',
  schema,
  properties: {
    id: p.text().primary(),
    position: p.integer().comment('place in the strategy, from 1'),
    title: localizedText(),
    description: localizedText(),
    visionStatements: () =>
      p.manyToMany(VisionStatementEntity).owner().pivotTable('field_of_action_statement'),
    version: versionNumber(),
  },
})

/** A field of action as it was for a time (see migrations/version-trigger.ts). */
export const FieldOfActionVersionEntity = defineEntity({
  name: 'FieldOfActionVersion',
  tableName: 'field_of_action_version',
  schema,
  properties: {
    fieldOfActionId: p.text().primary(),
    ...versionProperties(),
    position: p.integer(),
    title: localizedText(),
    description: localizedText(),
    statementNumbers: p.array<number>().columnType('int[]'),
  },
  indexes: [validityIndex('field_of_action_version')],
})
