import type { ApplicationInfo } from '../ipc/index.ts';
import { isExternalLink } from './addresses.ts';
import type { ChannelHandlers } from './ipc-door.ts';
import type { TokenVault } from './token-vault.ts';

interface Dependencies {
  info: Omit<ApplicationInfo, 'tokenProtection'>;
  vault: TokenVault;
  setBadge(unread: number): void;
  openExternal(url: string): Promise<void>;
}

/** What the page may ask of the system. */
export function createChannelHandlers({
  info,
  vault,
  setBadge,
  openExternal,
}: Dependencies): ChannelHandlers {
  return {
    'application.info': () => ({ ...info, tokenProtection: vault.protection }),
    'token.load': () => vault.load(),
    'token.save': (refreshToken) => vault.save(refreshToken) as Promise<undefined>,
    'token.clear': () => vault.clear() as Promise<undefined>,
    'badge.set': (unread) => setBadge(unread) as undefined,
    async 'link.open'(url) {
      if (!isExternalLink(url)) throw new Error('link.open: only https links without credentials');
      await openExternal(url);
      return undefined;
    },
  };
}
