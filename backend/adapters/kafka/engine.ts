import { setTimeout as wait } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { KafkaClients } from './kafka-clients.ts';
import { engineError, isRefusal } from './kafka-errors.ts';
import type { KafkaSettings } from './kafka-options.ts';

const retryPause = 100;

/** The cluster as administrators see it; asks again while brokers are away, up to a bound. */
export class Engine implements AsyncDisposable {
  readonly settings: KafkaSettings;
  readonly #admin: Admin;
  readonly #closing = new AbortController();

  constructor(clients: KafkaClients) {
    this.settings = clients.settings;
    this.#admin = clients.admin();
  }

  /** Connects, and makes sure that the brokers can keep track of groups: a fresh cluster needs a moment for that. */
  async connect(): Promise<void> {
    await this.ask(async (admin) => {
      await admin.connect();
      await admin.fetchOffsets({ groupId: 'maru-warm-up', topics: [] });
    }, this.settings.openWithin);
  }

  /** Asks until there is an answer; rejects with EngineUnavailable when there is none in time, at once when refused. */
  async ask<T>(
    question: (admin: Admin) => Promise<T>,
    patience = this.settings.unavailableAfter,
  ): Promise<T> {
    const deadline = performance.now() + patience;
    for (;;) {
      try {
        return await question(this.#admin);
      } catch (error) {
        if (isRefusal(error) || performance.now() > deadline || this.#closing.signal.aborted)
          throw this.errorOf(error);
      }
      await wait(retryPause, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  /** What a caller of the port is told about a failure. */
  errorOf(cause: unknown): Error {
    return engineError(cause, this.settings.brokers);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#admin.disconnect().catch(() => {});
  }
}
