import { Migration } from '../../../platform/database/migration.js'
import { generatedSearchVector } from '../event/search-column.js'

/** What an event says can be looked up without reading its text each time. */
export class SuggestionsMigration extends Migration {
  override name = '002-suggestions'

  override up(): void {
    this.addSql(
      `alter table society.event add column search_vector tsvector not null generated always as ${generatedSearchVector};`,
    )
  }
}
