import { type ComponentType, lazy } from 'react';

/** A part of the app could not be fetched: offline, or a newer version has taken its place on the server. */
export class PartMissing extends Error {
  /** Lets the next look at the part fetch it anew. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super('a part of the app could not be fetched', { cause });
    this.forget = forget;
  }
}

/** A component that is fetched when it is first shown. A failure is thrown as `PartMissing` until it is told to forget it. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const forget = () => {
    Part = fetched();
  };
  const fetched = () => lazy(async () => ({ default: await fetchPart(load, forget) }));
  let Part = fetched();
  return function LazyPart(props: P) {
    return <Part {...props} />;
  };
}

/** What `load` imports, with its styles; rejects with `PartMissing`. */
export async function fetchPart<T>(load: () => Promise<T>, forget: () => void = () => {}): Promise<T> {
  try {
    await Promise.all([...failedStyles].map(fetchAgain));
    return await load();
  } catch (cause) {
    throw new PartMissing(cause, forget);
  }
}

/** An import asks for each stylesheet once only, and goes on without it the next time. */
const failedStyles = new Set<HTMLLinkElement>();
const isStyle = (target: EventTarget | null): target is HTMLLinkElement =>
  target instanceof HTMLLinkElement && target.rel === 'stylesheet';

document.addEventListener(
  'error',
  ({ target }) => {
    if (isStyle(target)) failedStyles.add(target);
  },
  // Errors of elements do not bubble.
  { capture: true },
);

function fetchAgain(link: HTMLLinkElement): Promise<unknown> {
  const again = link.cloneNode() as HTMLLinkElement;
  failedStyles.delete(link);
  return new Promise((resolve, reject) => {
    again.onload = resolve;
    again.onerror = () => reject(new Error(`no ${link.href}`));
    link.replaceWith(again);
  });
}
