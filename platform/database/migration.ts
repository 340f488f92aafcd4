import { Migration } from '@mikro-orm/migrations'

/** A step that moves a service's tables from one version to the next. Never edited once released. */
export { Migration }

export type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration
