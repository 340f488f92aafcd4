import { Migration } from '../../../platform/database/migration.js'
import { callerOf } from './caller-of.js'

export class CallerOfMigration extends Migration {
  override name = '004-caller-of'

  override up(): void {
    this.addSql(callerOf)
  }
}
