import { once } from 'node:events';
import { patience } from '../support/maru-wait.ts';

/** A debugger's connection to a process of Node: asks it to evaluate expressions. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #sent = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer: Answer = JSON.parse(String(data));
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    socket.addEventListener('close', () => {
      for (const [id, settle] of this.#waiting) settle({ id, error: { message: 'the process is gone' } });
    });
  }

  static async connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new Inspector(socket);
  }

  /** The value of the expression, awaited; what it throws is thrown here. */
  async evaluate(expression: string): Promise<unknown> {
    const options = { includeCommandLineAPI: true, awaitPromise: true, returnByValue: true };
    const { error, result } = await this.#send('Runtime.evaluate', { expression, ...options });
    if (error) throw new Error(error.message);
    const { exceptionDetails } = result ?? {};
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result?.result?.value;
  }

  close(): void {
    this.#socket.close();
  }

  #send(method: string, params: object): Promise<Answer> {
    const id = ++this.#sent;
    return new Promise((resolve) => {
      const giveUp = () => resolve({ id, error: { message: `no answer within ${patience} ms` } });
      const timer = setTimeout(giveUp, patience);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

interface Answer {
  id: number;
  error?: { message: string };
  result?: {
    result?: { value?: unknown };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
}
