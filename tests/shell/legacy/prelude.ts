/** What Node 12 and Chromium 83 do not have and Maru uses, as far as the tests of the shell need it. Runs before everything else. */

function define(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

define(URL, 'parse', (url: string, base?: string) => {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
});
define(URL, 'canParse', (url: string) => URL.parse(url) !== null);
define(
  Object,
  'hasOwn',
  (target: object, key: PropertyKey) => Object.getOwnPropertyDescriptor(target, key) !== undefined,
);
function at(this: ArrayLike<unknown>, index: number) {
  return this[index < 0 ? this.length + index : index];
}
for (const { prototype } of [Array, String]) define(prototype, 'at', at);
define(Array.prototype, 'toSorted', function (this: unknown[], compare?: () => number) {
  return [...this].sort(compare);
});
define(Array.prototype, 'toReversed', function (this: unknown[]) {
  return [...this].reverse();
});
define(Array.prototype, 'findLast', function (this: unknown[], test: (item: unknown) => boolean) {
  return [...this].reverse().find(test);
});
define(String.prototype, 'replaceAll', function (this: string, found: string, by: string) {
  return this.split(found).join(by);
});
define(globalThis, 'structuredClone', (value: unknown) => JSON.parse(JSON.stringify(value)));

// Only pages have it at all.
if (typeof AbortSignal !== 'undefined')
  define(AbortSignal, 'any', (signals: AbortSignal[]) => {
    const any = new AbortController();
    for (const signal of signals) signal.addEventListener('abort', () => any.abort());
    return any.signal;
  });

/** Code points instead of graphemes: nothing that the shell's tests look at depends on it. */
define(
  Intl,
  'Segmenter',
  class {
    segment(text: string) {
      return [...text].map((segment) => ({ segment }));
    }
  },
);
