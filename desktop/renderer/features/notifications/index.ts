/** What tells somebody of something: system notifications, the alerts of the abuse detector, and the own presence to others. */
export { AlertBanner } from './alert-banner.tsx';
export { useNotifications } from './use-notifications.ts';
export { useOwnPresence } from './use-own-presence.ts';
