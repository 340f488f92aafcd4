import { defineEntity, p } from '@mikro-orm/core'
import { FieldOfActionEntity } from '../field-of-action/field-of-action.entity.js'
import { validityIndex, versionNumber, versionProperties } from '../history/version.entity.js'
import { InitiativeEntity } from '../initiative/initiative.entity.js'
import { schema } from '../schema.js'
import { localizedText } from '../text/localized.entity.js'
import { RoadmapPriority, RoadmapState } from './roadmap-terms.js'

/** Something the town means to do in certain quarters. */
export const RoadmapItemEntity = defineEntity({
  name: 'RoadmapItem',
  tableName: 'roadmap_item',
  schema,
  properties: {
    id: p.text().primary(),
    title: localizedText(),
    startQuarter: p.text().comment('such as 2027-Q1, which sorts by time'),
    endQuarter: p.text(),
    priority: p.enum(() => RoadmapPriority),
    state: p.enum(() => RoadmapState),
    fieldOfAction: () => p.manyToOne(FieldOfActionEntity).index(),
    initiatives: () =>
      p
        .manyToMany(InitiativeEntity)
        .owner()
        .pivotEntity(() => RoadmapItemInitiativeEntity),
    version: versionNumber(),
  },
  indexes: [{ properties: ['startQuarter', 'endQuarter', 'id'] }],
  checks: [
    {
      name: 'roadmap_item_quarters_check',
      expression: `start_quarter ~ '^[0-9]{4}-Q[1-4]$' and end_quarter ~ '^[0-9]{4}-Q[1-4]$' and start_quarter <= end_quarter`,
    },
  ],
})

/** What an initiative contributes to. */
export const RoadmapItemInitiativeEntity = defineEntity({
  name: 'RoadmapItemInitiative',
  tableName: 'roadmap_item_initiative',
  schema,
  properties: {
    roadmapItem: () => p.manyToOne(RoadmapItemEntity).primary(),
    initiative: () => p.manyToOne(InitiativeEntity).primary(),
  },
  indexes: [{ properties: ['initiative', 'roadmapItem'] }],
})

/** An item as it was for a time (see migrations/version-trigger.ts). */
export const RoadmapItemVersionEntity = defineEntity({
  name: 'RoadmapItemVersion',
  tableName: 'roadmap_item_version',
  schema,
  properties: {
    roadmapItemId: p.text().primary(),
    ...versionProperties(),
    title: localizedText(),
    startQuarter: p.text(),
    endQuarter: p.text(),
    priority: p.text(),
    state: p.text(),
    fieldOfActionId: p.text(),
    initiativeIds: p.array<string>(),
  },
  indexes: [validityIndex('roadmap_item_version')],
})
