/**
 * An engine (database, broker, index) is away for now. Adapters throw it; consumers pause and try again for as long as it
 * lasts, and no record goes to a dead-letter topic for it. `message` names the engine and what to check.
 */
export class EngineUnavailable extends Error {
  override readonly name: string = 'EngineUnavailable';
}
