import { Migration } from '../../../platform/database/migration.js'
import { mergeOrganizations } from './merge-organizations.js'

export class MergeMigration extends Migration {
  override name = '002-merge'

  override up(): void {
    this.addSql(mergeOrganizations)
  }
}
