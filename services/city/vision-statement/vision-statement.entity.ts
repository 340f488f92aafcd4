import { defineEntity, p } from '@mikro-orm/core'
import { schema } from '../schema.js'
import { localizedText } from '../text/localized.entity.js'

/** One of the five statements the council has agreed on (A 10/186/2022), in the hub's own words. */
export const VisionStatementEntity = defineEntity({
  name: 'VisionStatement',
  tableName: 'vision_statement',
  schema,
  properties: {
    number: p.integer().primary().autoincrement(false),
    text: localizedText(),
    source: p.text(),
  },
})
