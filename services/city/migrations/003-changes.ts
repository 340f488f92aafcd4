import { auditTrigger } from '../../../platform/audit/trigger.js'
import { createChangeTables } from '../../../platform/changes/change-tables.migration.js'
import { Migration } from '../../../platform/database/migration.js'

/** Columns the database makes from others. */
const derived = ['search_vector', 'search_text', 'sort_name', 'sort_title']

/** What is written from now on is recorded, answered once, and told. */
export class ChangesMigration extends Migration {
  override name = '003-changes'

  override up(): void {
    this.addSql(createChangeTables('city'))
    for (const audited of [
      { table: 'organization', entity: 'Organization', organization: 'id', personal: ['contact'] },
      { table: 'initiative', entity: 'Initiative', organization: 'organization_id', personal: ['contact'] },
      { table: 'resource', entity: 'Resource', organization: 'organization_id' },
      { table: 'need', entity: 'Need', organization: 'organization_id' },
      { table: 'municipal_service', entity: 'MunicipalService' },
      { table: 'field_of_action', entity: 'FieldOfAction' },
      { table: 'roadmap_item', entity: 'RoadmapItem' },
      { table: 'initiative_district', entity: 'Initiative.districts', key: ['initiative_id'] },
      { table: 'roadmap_item_initiative', entity: 'RoadmapItem.initiatives', key: ['roadmap_item_id'] },
      {
        table: 'field_of_action_statement',
        entity: 'FieldOfAction.visionStatements',
        key: ['field_of_action_id'],
      },
    ]) {
      this.addSql(auditTrigger({ ...audited, table: `city.${audited.table}`, derived }))
    }
  }
}
