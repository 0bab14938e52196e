/** The headers of every record that has none. */
export const noHeaders = Object.freeze({});
