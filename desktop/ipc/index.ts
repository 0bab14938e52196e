/** What crosses between page and system in the desktop app: channels with their schemas, and the bridge a page sees. */
export * from './application.ts';
export * from './bridge.ts';
export * from './channels.ts';
export * from './lock.ts';
export * from './settings.ts';
export * from './windows.ts';
