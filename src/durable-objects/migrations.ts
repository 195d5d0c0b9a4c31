/**
 * Brings an object's SQLite schema up to date. Migrations are append-only: a list that was ever deployed may only grow
 * at its end, and an object refuses to start when its history is not a prefix of the list.
 * @param migrations statements in order; each runs once, together with the note that it ran.
 */
export function migrate(storage: DurableObjectStorage, migrations: readonly { id: string; sql: string }[]): void {
  const { sql } = storage;
  sql.exec('CREATE TABLE IF NOT EXISTS migrations (position INTEGER PRIMARY KEY, id TEXT NOT NULL)');
  const done = sql
    .exec<{ id: string }>('SELECT id FROM migrations ORDER BY position')
    .toArray()
    .map((row) => row.id);
  done.forEach((id, position) => {
    if (migrations[position]?.id !== id)
      throw new Error(`migration ${position} was ${id}, which the code no longer has there`);
  });
  migrations.slice(done.length).forEach((migration, index) => {
    storage.transactionSync(() => {
      sql.exec(migration.sql);
      sql.exec('INSERT INTO migrations (position, id) VALUES (?, ?)', done.length + index, migration.id);
    });
  });
}

/** Whether an object holds anything yet: asking about an unknown id must not leave an object behind. */
export function isEmpty(storage: DurableObjectStorage): boolean {
  return (
    storage.sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'").toArray().length === 0
  );
}
