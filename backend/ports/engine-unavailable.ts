/**
 * An engine (database, broker, index) is away for now. Adapters throw it; consumers pause and try again for as long as it
 * lasts, and no record goes to a dead-letter topic for it. `message` names the engine and what to check, in one line.
 */
export class EngineUnavailable extends Error {
  override readonly name: string = 'EngineUnavailable';
  /** It answers, and says no until somebody changes something: a password, a role, an address. A start need not wait then. */
  readonly isRefusal: boolean;

  constructor(
    message: string,
    { isRefusal = false, ...options }: ErrorOptions & { isRefusal?: boolean } = {},
  ) {
    super(message, options);
    this.isRefusal = isRefusal;
  }
}

/** Something about an engine or its URL that an operator has to change; no reason to pause. `message` says what, in one line. */
export class EngineSetupError extends Error {
  override readonly name: string = 'EngineSetupError';
}
