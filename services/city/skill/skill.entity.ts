import { defineEntity, p } from '@mikro-orm/core'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { schema } from '../schema.js'

/** Something people know how to do: a small taxonomy, in which what is more special stands below what is more general. */
export const SkillEntity = defineEntity({
  name: 'Skill',
  tableName: 'skill',
  schema,
  properties: {
    id: p.text().primary(),
    position: p.integer().comment('place in the list, from 1'),
    parent: () => p.manyToOne(SkillEntity).nullable().index().comment('the more general skill'),
    label: p.json<LocalizedText>(),
    source: p.text().nullable().comment('whose taxonomy it is from'),
  },
})
