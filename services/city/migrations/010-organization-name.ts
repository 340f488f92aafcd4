import { Migration } from '../../../platform/database/migration.js'

/**
 * Lets the identity service say on its page which organization somebody was invited to. The function works with its
 * maker's rights, for identity may not read here.
 */
export class OrganizationNameMigration extends Migration {
  override name = '010-organization-name'

  override up(): void {
    this.addSql(`
      create function city.organization_name(id text) returns text
      language sql stable security definer set search_path = '' as $$
        select o.name from city.organization as o where o.id = $1
      $$;
      revoke all on function city.organization_name(text) from public;`)
  }
}
