const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

const programs = [
  [/Electron/, 'Maru'],
  [/Edg\//, 'Edge'],
  [/Firefox/, 'Firefox'],
  [/Chrome/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const;

const firstMatch = (rows: readonly (readonly [RegExp, string])[], agent: string): string =>
  rows.find(([pattern]) => pattern.test(agent))?.[1] ?? '';

/** What this device is called in the list of sessions, such as "Chrome · Linux". */
export const deviceName = (agent: string = navigator.userAgent): string =>
  [firstMatch(programs, agent), firstMatch(systems, agent)].filter(Boolean).join(' · ');
