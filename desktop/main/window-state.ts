import { z } from 'zod';

const bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
});
export type Bounds = z.infer<typeof bounds>;

export const defaultSize = { width: 1080, height: 760 } as const;
export const smallestSize = { width: 380, height: 480 } as const;

/** How much of a window's top must be on a screen, so that it can be grabbed. */
const grip = 80;

/** The bounds that were saved, if they still make sense; anything else is forgotten without a word. */
export function parseBounds(text: string): Bounds | undefined {
  try {
    return bounds.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Where the window opens: where it was, unless that screen is gone; never smaller than usable. */
export function placeWindow(saved: Bounds | undefined, screens: readonly Bounds[]): Partial<Bounds> {
  if (!saved || !screens.some((screen) => canBeGrabbed(saved, screen))) return defaultSize;
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
