/**
 * What `$lookup` needs to find the last message of a room, by one step of the index on (roomId, seq). `roomId` names the
 * field that holds the room's id, such as `$roomId`; `fields` are those that are wanted, without any all of them.
 */
export function lastMessageOf(roomId: string, fields: readonly string[] = []) {
  return {
    from: 'messages',
    let: { roomId },
    pipeline: [
      { $match: { $expr: { $eq: ['$roomId', '$$roomId'] } } },
      { $sort: { seq: -1 } as const },
      { $limit: 1 },
      ...(fields.length > 0 ? [{ $project: Object.fromEntries(fields.map((field) => [field, 1])) }] : []),
    ],
  };
}
