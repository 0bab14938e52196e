import { from, opening, type Stop, text } from './stop.ts';

export const drawerStops: readonly Stop[] = [
  [
    'drawer',
    async (at) => {
      await at.open('drawer');
      await at.page.getByRole('list', { name: at.words.drawer.bookmarks }).waitFor();
    },
  ],
  ['drawer-label', (at) => at.button('#약속').click()],
  [
    'drawer-none',
    async (at) => {
      await at.field(at.words.drawer.search).fill('고슴도치');
      await text(at, at.words.drawer.noneFound);
    },
  ],
  [
    'bookmark',
    opening(async (at) => {
      await at.field(at.words.drawer.search).fill('');
      await at.button(at.words.drawer.edit).first().click();
    }),
  ],
  [
    'bookmark-too-long',
    async (at) => {
      await at.field(at.words.drawer.note).fill('가'.repeat(1_001));
      await text(at, at.words.drawer.noteWrong);
    },
  ],
  [
    'links',
    from(async (at) => {
      await at.page.getByRole('tab', { name: at.words.drawer.links }).click();
      await at.page.getByRole('list', { name: at.words.drawer.links }).waitFor();
    }),
  ],
  [
    'memos',
    async (at) => {
      await at.page.getByRole('tab', { name: at.words.drawer.memos }).click();
      await at.page.getByRole('list', { name: at.words.drawer.memos }).waitFor();
    },
  ],
];
