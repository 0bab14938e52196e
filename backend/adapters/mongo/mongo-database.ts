import type { Connection, Model, Schema } from 'mongoose';
import { connect } from './connection.ts';
import { toEngineError } from './engine-errors.ts';

type Methods<S> = { [K in keyof S]: (...values: never[]) => Promise<unknown> };

/** One service's database on a server, and the connections to it. */
export class MongoDatabase implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #url: string;
  /** Whether indexes are made; not when somebody only looks. */
  readonly #makesIndexes: boolean;
  readonly #models: Model<unknown>[] = [];

  private constructor(connection: Connection, url: string, makesIndexes: boolean) {
    this.#connection = connection;
    this.#url = url;
    this.#makesIndexes = makesIndexes;
  }

  /** Connects and opens stores, which take the connections with them when they are closed. */
  static async open<S extends object>(
    url: string,
    name: string,
    openStores: (database: MongoDatabase) => Promise<S>,
  ): Promise<S & AsyncDisposable> {
    const open = async () => {
      await using opening = new AsyncDisposableStack();
      const database = opening.use(new MongoDatabase(await connect(url, name), url, true));
      const stores = await openStores(database);
      const opened = opening.move();
      return { ...stores, [Symbol.asyncDispose]: () => opened.disposeAsync() };
    };
    return open().catch((error: unknown) => {
      throw toEngineError(url, error);
    });
  }

  /** Connects and opens stores without making anything, and looks at what they are to be. */
  static async look<T>(
    url: string,
    name: string,
    openStores: (database: MongoDatabase) => Promise<unknown>,
    look: (connection: Connection, models: readonly Model<unknown>[]) => Promise<T>,
  ): Promise<T> {
    try {
      await using database = new MongoDatabase(await connect(url, name), url, false);
      await openStores(database);
      return await look(database.#connection, database.#models);
    } catch (error) {
      throw toEngineError(url, error);
    }
  }

  /** A collection whose indexes stand when this resolves; nothing is written before its unique ones are there. */
  async collection<D>(name: string, schema: Schema<D>): Promise<Model<D>> {
    const model = this.#connection.model<D>(name, schema, name);
    this.#models.push(model as never);
    if (this.#makesIndexes) await model.createIndexes();
    return model;
  }

  /** The store, with a server that is away told as EngineUnavailable by each of its methods. */
  guard<S extends Methods<S>>(store: S): S {
    const methods = Object.entries<Methods<S>[keyof S]>(store).map(([name, method]) => [
      name,
      (...values: never[]) =>
        method(...values).catch((error: unknown) => {
          throw toEngineError(this.#url, error);
        }),
    ]);
    return Object.fromEntries(methods);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.close(true);
  }
}
