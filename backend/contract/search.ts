import { z } from 'zod';
import { position } from './ids.ts';
import { chatMessage } from './message.ts';

/** A found message; `highlights` are the places of the query in `message`, in UTF-16 units. */
export const searchHit = chatMessage
  .extend({ highlights: z.array(z.object({ start: position, length: z.int().min(1) })) })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHit>;
