/** Limits that both sides know. Sizes are bytes unless the name says otherwise (design rule: memory is bounded). */
export const limits = {
  requestBodyBytes: 64 * 1024,
  messageGraphemes: 10_000,
  nicknameGraphemes: 30,
  statusMessageGraphemes: 120,
  titleGraphemes: 60,
  passwordCharacters: { min: 8, max: 128 },
  pageDefault: 50,
  pageMost: 200,
  roomParticipants: 1_000,
  /** People invited by one call. */
  invitees: 100,
  mentions: 50,
  /** Emoji times people, on one message. */
  reactionsPerMessage: 200,
  noticeGraphemes: 500,
  quoteGraphemes: 100,
  bookmarkLabels: 10,
  bookmarkNoteGraphemes: 1_000,
  searchQueryGraphemes: 60,
  subscriptionsPerSession: 2_000,
  /** Requests of one front that wait for their answer at a time; more are refused as `unavailable`. */
  pendingRequests: 50_000,
} as const;

/** Lifetimes in seconds. */
export const lifetimes = {
  accessToken: 15 * 60,
  refreshToken: 60 * 24 * 60 * 60,
  /** How long the refresh token before the current one may be shown again: a reply can get lost. */
  refreshGrace: 60,
  /** How long the sender of a message may edit or unsend it. */
  messageChange: 24 * 60 * 60,
} as const;
