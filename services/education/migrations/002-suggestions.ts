import { Migration } from '../../../platform/database/migration.js'

/** Courses that can still be taken are found without looking at all that are over. */
export class SuggestionsMigration extends Migration {
  override name = '002-suggestions'

  override up(): void {
    this.addSql('create index course_last_starts_at_index on education.course (last_starts_at);')
  }
}
