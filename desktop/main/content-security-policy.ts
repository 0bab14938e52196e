/** Own scripts and styles only; connections only to the configured front, by HTTP and WebSocket. */
export function contentSecurityPolicy(serverUrl: string): string {
  const { origin } = new URL(serverUrl);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${origin} ${origin.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
