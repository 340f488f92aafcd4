import pg from 'pg'
import { Migration } from '../../../platform/database/migration.js'
import { districts } from '../../../platform/town/districts.js'
import { fieldsOfAction } from '../field-of-action/fields-of-action.js'
import { visionStatements } from '../vision-statement/vision-statements.js'

/** What is true of the town whether example content is wanted or not. Later versions change it by later migrations. */
export class ReferenceMigration extends Migration {
  override name = '002-reference'

  override up(): void {
    this.addSql(
      insertion(
        'district',
        districts.map(({ residentsAsOf, residentsSource, ...district }) => ({
          ...district,
          residents_as_of: residentsAsOf,
          residents_source: residentsSource,
        })),
      ),
    )
    this.addSql(
      insertion(
        'district_place',
        districts.flatMap(({ id, places }) => places.map((place) => ({ ...place, district_id: id }))),
      ),
    )
    this.addSql(insertion('vision_statement', visionStatements))
    this.addSql(insertion('field_of_action', fieldsOfAction))
    this.addSql(
      insertion(
        'field_of_action_statement',
        fieldsOfAction.flatMap(({ id, visionStatements: numbers }) =>
          numbers.map((number) => ({ field_of_action_id: id, vision_statement_number: number })),
        ),
      ),
    )
  }
}

/** SQL that writes rows given as objects; properties that are no columns are left out. */
function insertion(table: string, rows: readonly object[]): string {
  return `insert into city.${table}
    select * from jsonb_populate_recordset(null::city.${table}, ${pg.escapeLiteral(JSON.stringify(rows))})`
}
