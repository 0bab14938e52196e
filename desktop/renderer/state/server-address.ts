const key = 'maru.server';

/** `https://talk.example.com/` → `https://talk.example.com`; undefined when it is no web address. */
export function parseServerAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** The front this page talks to: chosen by the user, given by the desktop application, or beside the page. */
export function serverAddress(given?: string): string {
  const chosen = parseServerAddress(localStorage.getItem(key) ?? '');
  return chosen ?? (given && parseServerAddress(given)) ?? besideThePage();
}

function besideThePage(): string {
  const { protocol, hostname } = window.location;
  const secure = protocol === 'https:';
  return `${secure ? 'https' : 'http'}://${hostname || 'localhost'}:8081`;
}

/** Keeps the address and starts the page again with it. */
export function chooseServer(address: string): void {
  localStorage.setItem(key, address);
  window.location.reload();
}
