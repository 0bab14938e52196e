import { z } from 'zod';
import { opacity } from '../ipc/index.ts';

const bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
});
export type Bounds = z.infer<typeof bounds>;

/** How a window was left. */
export const windowLook = z.object({ bounds: bounds.optional(), alwaysOnTop: z.boolean(), opacity });
export type WindowLook = z.infer<typeof windowLook>;
export const plainLook: WindowLook = { alwaysOnTop: false, opacity: 1 };

/** By room, or `main`; the one that was changed last is last. */
export const keptLooks = z.array(z.tuple([z.string(), windowLook]));
export type KeptLooks = z.infer<typeof keptLooks>;

/** So many windows are remembered. */
const remembered = 100;

export const withLook = (looks: KeptLooks, name: string, look: WindowLook): KeptLooks =>
  [...looks.filter(([other]) => other !== name), [name, look] satisfies [string, WindowLook]].slice(
    -remembered,
  );

export const mainSize = { width: 1080, height: 760 } as const;
export const roomSize = { width: 420, height: 640 } as const;
export const smallestSize = { width: 380, height: 480 } as const;

/** How much of a window's top must be on a screen, so that it can be grabbed. */
const grip = 80;

/** Where a window opens: where it was, unless that screen is gone; never smaller than usable. */
export function placeWindow(
  saved: Bounds | undefined,
  screens: readonly Bounds[],
  otherwise: Pick<Bounds, 'width' | 'height'>,
): Partial<Bounds> {
  if (!saved || !screens.some((screen) => canBeGrabbed(saved, screen))) return otherwise;
  return {
    ...saved,
    width: Math.max(saved.width, smallestSize.width),
    height: Math.max(saved.height, smallestSize.height),
  };
}

function canBeGrabbed(window: Bounds, screen: Bounds): boolean {
  const overlap = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return overlap >= grip && window.y >= screen.y && window.y <= screen.y + screen.height - grip;
}
