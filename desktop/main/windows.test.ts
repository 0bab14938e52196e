import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import { FakeWindow, kept, MemoryFile } from './fakes.ts';
import { keptLooks, type WindowLook } from './window-state.ts';
import { Windows } from './windows.ts';

const [one, other] = ['room-1', 'room-2'] as RoomId[] as [RoomId, RoomId];

/** Windows with fakes in their places; `opened` has every window that was ever made. */
async function createWindows({ hidesMain = false, file = new MemoryFile() } = {}) {
  const opened: { roomId: RoomId | undefined; look: WindowLook; window: FakeWindow }[] = [];
  let quits = 0;
  const windows = new Windows({
    looks: await kept(keptLooks, [], file),
    open(roomId, look) {
      const window = new FakeWindow();
      opened.push({ roomId, look, window });
      return window;
    },
    hidesMain: () => hidesMain,
    quit: () => quits++,
  });
  const windowOf = (roomId?: RoomId) => {
    const found = opened.findLast((entry) => entry.roomId === roomId);
    if (!found) throw new Error(`no window for ${roomId}`);
    return found;
  };
  return { windows, opened, windowOf, file, quits: () => quits };
}

test('a room has one window, which comes to the front when it is asked for again', async () => {
  const { windows, opened, windowOf } = await createWindows();
  windows.openRoom(one);
  windows.openRoom(one);
  windows.openRoom(other);
  assert.deepEqual(
    opened.map(({ roomId }) => roomId),
    [one, other],
  );
  assert.deepEqual(windowOf(one).window.happened, ['front']);
});

test('a window opens as it was left, after a restart, too', async () => {
  const { windows, windowOf, file } = await createWindows();
  windows.openRoom(one);
  const { window } = windowOf(one);
  windows.setAlwaysOnTop(window.contentsId, true);
  windows.setOpacity(window.contentsId, 0.5);
  window.place = { x: 1, y: 2, width: 300, height: 400 };
  assert.equal(window.clickClose(), true);
  assert.deepEqual(window.happened, ['on top true', 'opacity 0.5']);
  const look = { bounds: window.place, alwaysOnTop: true, opacity: 0.5 };
  windows.openRoom(one);
  assert.deepEqual(windowOf(one).look, look);

  await windows.settled();
  const later = await createWindows({ file });
  later.windows.openRoom(one);
  assert.deepEqual(later.windowOf(one).look, look);
  const { contentsId } = later.windowOf(one).window;
  assert.deepEqual(later.windows.state(contentsId), { roomId: one, alwaysOnTop: true, opacity: 0.5 });
});

test('the main window hides in the tray, or ends the app, as it is set', async () => {
  const hiding = await createWindows({ hidesMain: true });
  hiding.windows.showMain();
  const { window } = hiding.windowOf();
  assert.deepEqual([window.clickClose(), window.happened, hiding.quits()], [false, ['hide'], 0]);
  hiding.windows.quitting();
  assert.equal(window.clickClose(), true);

  const ending = await createWindows();
  ending.windows.showMain();
  assert.deepEqual([ending.windowOf().window.clickClose(), ending.quits()], [true, 1]);
});

test('a wanted room is told once, to the main window only', async () => {
  const { windows, windowOf } = await createWindows();
  windows.want(one);
  const main = windowOf().window;
  assert.deepEqual(main.told, [['room.wanted', undefined]]);
  windows.openRoom(other);
  assert.equal(windows.takeWanted(windowOf(other).window.contentsId), undefined);
  assert.deepEqual(windows.takeWanted(main.contentsId), { roomId: one });
  assert.equal(windows.takeWanted(main.contentsId), undefined);
});

test('a message that is wanted is told once to the window of its room, fresh or there already', async () => {
  const { windows, windowOf } = await createWindows();
  windows.showMain();
  windows.openRoom(one, 7);
  windows.openRoom(other);
  const [fresh, beside] = [windowOf(one).window, windowOf(other).window];
  assert.equal(windows.takeWanted(windowOf().window.contentsId), undefined);
  assert.equal(windows.takeWanted(beside.contentsId), undefined);
  assert.deepEqual(windows.takeWanted(fresh.contentsId), { roomId: one, seq: 7 });
  assert.equal(windows.takeWanted(fresh.contentsId), undefined);

  windows.openRoom(other, 9);
  assert.deepEqual([beside.happened, beside.told], [['front'], [['room.wanted', undefined]]]);
  assert.deepEqual(windows.takeWanted(beside.contentsId), { roomId: other, seq: 9 });
});

test('a window that comes to the front without a message is led nowhere; a closed one forgets', async () => {
  const { windows, windowOf } = await createWindows();
  windows.openRoom(one);
  windows.openRoom(one);
  assert.deepEqual(windowOf(one).window.told, []);
  windows.openRoom(one, 7);
  windowOf(one).window.clickClose();
  windows.openRoom(one);
  assert.equal(windows.takeWanted(windowOf(one).window.contentsId), undefined);
});

test('a wanted room with a window of its own comes to the front by itself', async () => {
  const { windows, opened, windowOf } = await createWindows();
  windows.openRoom(one);
  windows.want(one);
  assert.deepEqual([windowOf(one).window.happened, opened.length], [['front'], 1]);
});

test('the main window is marked in the task bar, again whenever it comes back, and the rooms never', async () => {
  const { windows, windowOf } = await createWindows({ hidesMain: true });
  windows.showMain();
  windows.openRoom(one);
  windows.mark('3 unread messages');
  const main = windowOf().window;
  main.clickClose();
  windows.showMain();
  windows.mark(undefined);
  windows.showMain();
  const said = '3 unread messages';
  assert.deepEqual(main.marks, [undefined, said, said, undefined, undefined]);
  assert.deepEqual(windowOf(one).window.marks, []);
});

test('a main window that opens later is marked from the beginning', async () => {
  const { windows, windowOf } = await createWindows();
  windows.mark('1 unread message');
  windows.showMain();
  assert.deepEqual(windowOf().window.marks, ['1 unread message']);
});

test('with another server the rooms close and the main window loads anew', async () => {
  const { windows, windowOf } = await createWindows();
  windows.showMain();
  windows.openRoom(one);
  windows.startAnew();
  assert.deepEqual([windowOf().window.happened, windowOf(one).window.happened], [['reload'], ['destroy']]);
  windows.tellAll('room.wanted');
  assert.deepEqual(windowOf(one).window.told, []);
});
