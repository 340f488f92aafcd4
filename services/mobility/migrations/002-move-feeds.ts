import { Migration } from '../../../platform/database/migration.js'
import { moveFeedsFunction } from '../../../platform/feeds/feed.migration.js'

export class MoveFeedsMigration extends Migration {
  override name = '002-move-feeds'

  override up(): void {
    this.addSql(moveFeedsFunction('mobility'))
  }
}
