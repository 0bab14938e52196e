import { type Connection, type ConnectOptions, Mongoose, mongo } from 'mongoose';

/**
 * What holds unless the URL says otherwise: a server that is away is noticed soon, also when it holds its sockets and answers
 * nothing; and a batch of many rooms does not open a connection for each.
 */
const limits = {
  maxPoolSize: 20,
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: 10_000,
  heartbeatFrequencyMS: 2_000,
  waitQueueTimeoutMS: 10_000,
} satisfies ConnectOptions;

/** Not for a URL to change: what resolved is on disk, and reads see what was written before. */
const guarantees = {
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
} satisfies ConnectOptions;

/**
 * Connects to a database. On a replica set, reads see only what a majority has: what they find may be told to clients as
 * stored, and a primary that was voted out must not say so of writes that go with it. A standalone has no such thing.
 */
export async function connect(url: string, database: string): Promise<Connection> {
  const options = { ...unlessGiven(url, limits), ...guarantees, dbName: database };
  const connection = await connectOnce(url, options);
  if (!(await isReplicated(connection))) return connection;
  await connection.close();
  return connectOnce(url, { ...options, readConcern: { level: 'majority' } });
}

async function connectOnce(url: string, options: ConnectOptions): Promise<Connection> {
  // Filters take typed values only: an object with operators in place of an id is refused, not obeyed.
  const mongoose = new Mongoose({ sanitizeFilter: true, strictQuery: 'throw' });
  const connection = mongoose.createConnection(url, options);
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close(true).catch(() => {});
    throw error;
  }
}

async function isReplicated(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.command({ hello: 1 }).catch((error: unknown) => {
    // Every server that can be part of a replica set knows the command.
    if (error instanceof mongo.MongoServerError && error.code === 59) return undefined;
    throw error;
  });
  return hello?.setName !== undefined || hello?.msg === 'isdbgrid';
}

/** Those of the options that the URL does not set. */
function unlessGiven<O extends object>(url: string, options: O): Partial<O> {
  const given = new URLSearchParams(url.split('?')[1]?.toLowerCase());
  const kept = Object.entries(options).filter(([name]) => !given.has(name.toLowerCase()));
  return Object.fromEntries(kept) as Partial<O>;
}
