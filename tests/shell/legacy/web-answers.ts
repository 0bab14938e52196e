/** The little of `Headers` and `Response` that a main process on Node 12 lacks. */
class PlainHeaders {
  readonly values = new Map<string, string>();

  constructor(from?: PlainHeaders | Record<string, string>) {
    const entries = from instanceof PlainHeaders ? [...from.values] : Object.entries(from ?? {});
    for (const [name, value] of entries) this.set(name, value);
  }

  set(name: string, value: string): void {
    this.values.set(name.toLowerCase(), value);
  }
}

class PlainResponse {
  readonly status: number;
  readonly headers: PlainHeaders;
  readonly body: unknown;

  constructor(body: unknown, { status = 200, headers }: { status?: number; headers?: PlainHeaders } = {}) {
    this.body = body;
    this.status = status;
    this.headers = new PlainHeaders(headers);
  }
}

Object.assign(globalThis, { Headers: PlainHeaders, Response: PlainResponse });

export type { PlainResponse };
