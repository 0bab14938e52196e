import { subscribeTo } from '../../../backend/contract/index.ts';
import type { Person } from '../server/people.ts';
import { StompConnection } from './stomp-connection.ts';

/** Somebody who is connected and in a room until they are not any more. Times are those of performance.now(). */
export class Witness {
  readonly person: Person;
  readonly #removed = Promise.withResolvers<number>();
  readonly #closed = Promise.withResolvers<number>();
  #isOut = false;
  /** Messages that came after they were told to be out. */
  heardTooMuch = 0;

  private constructor(person: Person) {
    this.person = person;
  }

  static async open(port: number, person: Person, roomId: string): Promise<Witness> {
    const witness = new Witness(person);
    await StompConnection.open({
      port,
      accessToken: person.accessToken,
      subscriptions: { room: subscribeTo.room(roomId), personal: subscribeTo.personal },
      onFrame: (bytes, start, end) => witness.#frame(bytes.toString('utf8', start, end)),
      onClose: () => witness.#closed.resolve(performance.now()),
    });
    return witness;
  }

  /** When they were told to be out of the room, which they are after their subscription has ended. */
  get removed(): Promise<number> {
    return this.#removed.promise;
  }

  /** When their socket ended. */
  get closed(): Promise<number> {
    return this.#closed.promise;
  }

  #frame(frame: string): void {
    if (frame.includes('"type":"room.left"')) {
      this.#isOut = true;
      this.#removed.resolve(performance.now());
    } else if (this.#isOut && frame.startsWith('MESSAGE\nsubscription:room\n')) this.heardTooMuch += 1;
  }
}
