/** The properties that have a value: what is undefined in a change leaves the stored one as it is. */
export function given<O extends object>(change: O): Partial<O> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<O>;
}
