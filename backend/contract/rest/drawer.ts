import { z } from 'zod';
import { bookmark, bookmarkMarks } from '../bookmark.ts';
import { roomId, timestamp, userId } from '../ids.ts';
import { limits } from '../limits.ts';
import { chatMessage } from '../message.ts';
import { searchHit } from '../search.ts';
import { fitsGraphemes } from '../text.ts';
import { endpoint, pageLimit, pagePlace, wireSeq } from './endpoint.ts';

const params = z.object({ roomId, seq: wireSeq });

/** From one syllable up. */
const searchText = z
  .string()
  .refine((text) => text.trim() !== '' && text.isWellFormed() && !text.includes('\0'), 'a text to look for')
  .refine(
    (text) => fitsGraphemes(text, limits.searchQueryGraphemes),
    `at most ${limits.searchQueryGraphemes} characters`,
  );

/** What is kept and what is found: the drawer (톡서랍) and the search. */
export const drawerEndpoints = {
  bookmarks: endpoint({
    method: 'GET',
    path: '/bookmarks',
    access: 'user',
    summary: 'Kept messages, the newest first; `before` is the `next` of the page before',
    query: z.object({
      query: searchText.optional(),
      label: z.string().max(120).optional(),
      before: pagePlace.optional(),
      limit: pageLimit,
    }),
    status: 200,
    response: z.object({ bookmarks: z.array(bookmark), next: z.string().optional() }),
    errors: [],
  }),
  keepBookmark: endpoint({
    method: 'PUT',
    path: '/bookmarks/{roomId}/{seq}',
    access: 'user',
    summary: 'Keep a message, or change the labels and the note of a kept one',
    params,
    body: bookmarkMarks,
    status: 200,
    response: bookmark,
    errors: ['room_not_found', 'not_a_participant', 'message_not_found', 'message_unsent'],
  }),
  dropBookmark: endpoint({
    method: 'DELETE',
    path: '/bookmarks/{roomId}/{seq}',
    access: 'user',
    summary: 'Take a message out of the drawer',
    params,
    status: 204,
    errors: [],
  }),
  links: endpoint({
    method: 'GET',
    path: '/links',
    access: 'user',
    summary: 'Messages with a link from all own rooms, the newest first',
    query: z.object({ before: pagePlace.optional(), limit: pageLimit }),
    status: 200,
    response: z.object({ messages: z.array(chatMessage), next: z.string().optional() }),
    errors: [],
  }),
  search: endpoint({
    method: 'GET',
    path: '/search',
    access: 'user',
    summary:
      'Messages of own rooms that contain a text, the newest first; letter case and composition do not matter',
    query: z.object({
      query: searchText,
      roomId: roomId.optional(),
      sender: userId.optional(),
      from: timestamp.optional(),
      until: timestamp.optional(),
      before: pagePlace.optional(),
      limit: pageLimit,
    }),
    status: 200,
    response: z.object({ hits: z.array(searchHit), next: z.string().optional() }),
    errors: ['room_not_found', 'not_a_participant'],
  }),
};
