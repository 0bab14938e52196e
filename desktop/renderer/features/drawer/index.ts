/** The drawer (톡서랍): kept messages, links and memos. */
export { BookmarkDialog } from './bookmark-dialog.tsx';
export { DrawerPanel } from './drawer-panel.tsx';
