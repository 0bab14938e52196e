/** What people do in one group; people and texts are told by number. */
export type RoomStep =
  | { do: 'send' | 'read' | 'leave' | 'removeRoom'; who: number }
  | { do: 'invite' | 'remove' | 'handOver'; who: number; whom: number }
  | { do: 'edit' | 'unsend'; who: number; text: number }
  | { do: 'react'; who: number; text: number; on: boolean };

interface ModelText {
  who: number;
  text: string;
  unsent: boolean;
  reactions: Set<number>;
}

interface ModelMember {
  /** How many texts there were when they joined: they see those that came after. */
  from: number;
  /** How many of the texts they have read. */
  read: number;
  /** Grows with every joining, so that of several the one who has been there longest is known. */
  since: number;
}

/** One group, as simply as it can be said. Each step answers what Maru must answer: the code of a refusal, or nothing. */
export class RoomModel {
  readonly texts: ModelText[] = [];
  readonly members = new Map<number, ModelMember>();
  /** By whom those who are out went last: doing it again is no error. */
  readonly #goneBy = new Map<number, number>();
  #lastHandOver: { by: number; to: number } | undefined;
  owner: number;
  removed = false;
  #joins = 0;

  constructor(members: readonly number[]) {
    this.owner = members[0] ?? 0;
    // Those of the beginning have been there equally long: the one with the lowest id comes first.
    for (const who of members) this.members.set(who, { from: 0, read: 0, since: 0 });
  }

  take(step: RoomStep): string | undefined {
    const me = this.members.get(step.who);
    if (!me) return this.#fromOutside(step);
    switch (step.do) {
      case 'send':
        me.read = this.texts.push({
          who: step.who,
          text: `말 ${this.texts.length}`,
          unsent: false,
          reactions: new Set(),
        });
        return undefined;
      case 'read':
        me.read = this.texts.length;
        return undefined;
      case 'invite':
        if (!this.members.has(step.whom)) this.#join(step.whom);
        return undefined;
      case 'leave':
        this.#leave(step.who, step.who);
        return undefined;
      case 'remove':
        return this.#remove(step.who, step.whom);
      case 'handOver':
        return this.#handOver(step.who, step.whom);
      case 'removeRoom':
        if (step.who !== this.owner) return 'not_the_owner';
        this.#removeRoom();
        return undefined;
      default:
        return this.#change(me, step);
    }
  }

  visible(who: number): ModelText[] {
    return this.texts.slice(this.members.get(who)?.from ?? this.texts.length);
  }

  unread(who: number): number {
    const { from, read } = this.members.get(who) as ModelMember;
    return this.texts.length - Math.max(from, read);
  }

  /** Whoever has left can say so again, and the one who removed the room that it is to go. */
  #fromOutside(step: RoomStep): string | undefined {
    const goneBy = this.#goneBy.get(step.who);
    const leaves = step.do === 'leave' || (step.do === 'remove' && step.whom === step.who);
    if (leaves && goneBy === step.who) return undefined;
    if (step.do === 'removeRoom' && this.removed && step.who === this.owner) return undefined;
    return this.removed ? 'room_not_found' : 'not_a_participant';
  }

  #removeRoom(): void {
    this.removed = true;
    this.members.clear();
    this.#goneBy.clear();
  }

  #join(who: number): void {
    this.#goneBy.delete(who);
    const from = this.texts.length;
    this.members.set(who, { from, read: from, since: ++this.#joins });
  }

  #leave(who: number, by: number): void {
    this.members.delete(who);
    this.#goneBy.set(who, by);
    const [next] = [...this.members].sort(([a, one], [b, other]) => one.since - other.since || a - b);
    if (!next) {
      this.#removeRoom();
      this.#goneBy.set(who, who);
    } else if (who === this.owner) {
      this.owner = next[0];
      this.#lastHandOver = undefined;
    }
  }

  #remove(who: number, whom: number): string | undefined {
    if (who === whom) return void this.#leave(who, who);
    if (who !== this.owner) return 'not_the_owner';
    if (!this.members.has(whom)) return this.#goneBy.get(whom) === who ? undefined : 'user_not_found';
    this.#leave(whom, who);
    return undefined;
  }

  #handOver(who: number, whom: number): string | undefined {
    const again = this.#lastHandOver?.by === who && this.#lastHandOver.to === whom && this.owner === whom;
    if (who !== this.owner && !again) return 'not_the_owner';
    if (!this.members.has(whom)) return 'user_not_found';
    if (this.owner !== whom) this.#lastHandOver = { by: who, to: whom };
    this.owner = whom;
    return undefined;
  }

  #change(me: ModelMember, step: Extract<RoomStep, { text: number }>): string | undefined {
    const text = this.texts[step.text];
    if (!text || step.text < me.from) return 'message_not_found';
    if (step.do !== 'react' && text.who !== step.who) return 'not_the_sender';
    if (step.do === 'unsend') {
      text.unsent = true;
      text.reactions.clear();
      return undefined;
    }
    if (text.unsent) return 'message_unsent';
    if (step.do === 'edit') text.text = `고침 ${step.text}`;
    else if (step.do === 'react' && step.on) text.reactions.add(step.who);
    else text.reactions.delete(step.who);
    return undefined;
  }
}
