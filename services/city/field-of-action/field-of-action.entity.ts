import { defineEntity, p } from '@mikro-orm/core'
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
  },
})
