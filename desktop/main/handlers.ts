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
    async 'token.save'(refreshToken) {
      await vault.save(refreshToken);
    },
    async 'token.clear'() {
      await vault.clear();
    },
    async 'badge.set'(unread) {
      setBadge(unread);
    },
    async 'link.open'(url) {
      if (!isExternalLink(url)) throw new Error('link.open: only web links without credentials');
      await openExternal(url);
    },
  } as ChannelHandlers; // The others follow.
}
