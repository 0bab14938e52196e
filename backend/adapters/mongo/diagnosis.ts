import type { Connection, Model } from 'mongoose';
import type { Examination, Finding } from '../../ports/index.ts';
import { MongoDatabase } from './mongo-database.ts';

/** A service's database against what its stores want of it. Rejects with EngineUnavailable when the server is away. */
export function examineDatabase(
  url: string,
  name: string,
  openStores: (database: MongoDatabase) => Promise<object>,
): Promise<Examination> {
  return MongoDatabase.look(url, name, openStores, async (connection, models) => {
    const before = Date.now();
    // By its older name, which every server knows.
    const hello = await connection.db?.command({ isMaster: 1 });
    // Half of the way there and back is what the server's time is old by.
    const own = (before + Date.now()) / 2;
    const time: unknown = hello?.localTime;
    return {
      findings: [await examineIndexes(connection, name, models)],
      ...(time instanceof Date ? { clockAhead: Math.round(time.getTime() - own) } : {}),
    };
  });
}

async function examineIndexes(
  { db }: Connection,
  name: string,
  models: readonly Model<unknown>[],
): Promise<Finding> {
  const subject = `database ${name}`;
  const collections = new Set(
    (await db?.listCollections({}, { nameOnly: true }).toArray())?.map((each) => each.name),
  );
  const existing = models.filter((model) => collections.has(model.collection.name));
  if (existing.length === 0)
    return { verdict: 'ok', subject, seen: 'has no collections; its server makes them when it starts' };
  const missing = (await Promise.all(existing.map(missingIndexes))).flat();
  if (missing.length === 0)
    return { verdict: 'ok', subject, seen: `${existing.length} collections have every unique index` };
  return {
    verdict: 'problem',
    subject,
    seen: `lacks unique indexes: ${missing.join('; ')}`,
    advice: 'restart its server, which makes them; what is there twice has to go first',
  };
}

/** The unique indexes that a collection lacks, in words. */
async function missingIndexes(model: Model<unknown>): Promise<string[]> {
  const found = (await model.listIndexes()) as { key: object; unique?: boolean }[];
  const there = new Set(found.filter(({ unique }) => unique).map(({ key }) => JSON.stringify(key)));
  const wanted = model.schema.indexes().filter(([, { unique }]) => unique);
  return wanted
    .map(([fields]) => JSON.stringify(fields))
    .filter((key) => !there.has(key))
    .map((key) => `${model.collection.name} ${key}`);
}
