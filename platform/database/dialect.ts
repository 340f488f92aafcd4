import {
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely'

/**
 * Kysely's PostgreSQL dialect, but a connection that dies within a transaction goes back to the pool, which then
 * drops it. Kysely's controlled transactions keep it for ever where `begin` or `rollback` fails, so that a database
 * that was away once would leave the pool empty.
 */
export class ReleasingDialect extends PostgresDialect {
  readonly #config: ConstructorParameters<typeof PostgresDriver>[0]

  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new ReleasingDriver(this.#config)
  }
}

class ReleasingDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    try {
      await super.beginTransaction(connection, settings)
    } catch (error) {
      await this.releaseConnection(connection as Parameters<PostgresDriver['releaseConnection']>[0])
      throw error
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch {
      // The server has rolled the transaction back together with its connection; why it died was thrown before.
    }
  }
}
