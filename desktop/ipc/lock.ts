import { z } from 'zod';

export const pin = z.string().regex(/^\d{4,12}$/, '4 to 12 digits');

export const lockState = z.object({
  hasPin: z.boolean(),
  /** While true every window shows nothing but the lock. */
  locked: z.boolean(),
  /** Seconds until a PIN is looked at again; 0 when it is now. Grows from the fifth wrong one on. */
  waitSeconds: z.int().min(0),
});
export type LockState = z.infer<typeof lockState>;

/** `wrong`: not this PIN. `wait`: too many wrong ones, this one was not looked at. */
export const pinOutcome = z.enum(['done', 'wrong', 'wait']);
export type PinOutcome = z.infer<typeof pinOutcome>;

/** `current` is needed once there is a PIN. */
export const pinChange = z.object({ pin, current: pin.optional() });
export type PinChange = z.infer<typeof pinChange>;
