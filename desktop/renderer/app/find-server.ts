import { bridge } from '../state/bridge.ts';
import { parseServerAddress } from '../state/server-address.ts';

/** Where the front is: said by the desktop application or by the web server of this page; else beside the page. */
export async function findServer(): Promise<string> {
  if (bridge) return parseServerAddress((await bridge.applicationInfo()).serverUrl) ?? besideThePage();
  return (await toldByWebServer()) ?? besideThePage();
}

async function toldByWebServer(): Promise<string | undefined> {
  try {
    const response = await fetch('./configuration.json');
    const { frontUrl } = Object(await response.json()) as { frontUrl?: unknown };
    return typeof frontUrl === 'string' ? parseServerAddress(frontUrl) : undefined;
  } catch {
    return undefined;
  }
}

function besideThePage(): string {
  const { protocol, hostname } = window.location;
  return `${protocol === 'https:' ? 'https:' : 'http:'}//${hostname || 'localhost'}:8081`;
}
