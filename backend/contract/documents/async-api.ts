import { z } from 'zod';
import { commands } from '../commands.ts';
import { chatEvent, friendEvent, userEvent } from '../events.ts';
import { requestHeaders, responseHeaders } from '../headers.ts';
import { messageBodies, sendBodies, stompPath, subscribeTo } from '../stomp.ts';
import { responseTopic } from '../topics.ts';

type Schema = z.ZodType;

interface Channel {
  address: string;
  /** What Maru does on it, as AsyncAPI sees it from the application's side. */
  action: 'send' | 'receive';
  server: 'stomp' | 'log';
  title: string;
  payload: Schema;
  headers?: Schema;
}

const room = '{roomId}';

const stompChannels: Record<string, Channel> = {
  roomMessages: {
    address: subscribeTo.room(room),
    action: 'send',
    server: 'stomp',
    title: 'Chat messages of a room, in seq order',
    payload: messageBodies.room,
  },
  roomEvents: {
    address: subscribeTo.roomEvents(room),
    action: 'send',
    server: 'stomp',
    title: 'What happens in a room',
    payload: messageBodies.roomEvents,
  },
  personalEvents: {
    address: subscribeTo.personal,
    action: 'send',
    server: 'stomp',
    title: 'What concerns this user anywhere',
    payload: messageBodies.personal,
  },
  readPosition: {
    address: subscribeTo.readPosition,
    action: 'send',
    server: 'stomp',
    title: 'Answers to enter and read',
    payload: messageBodies.readPosition,
  },
  sendMessage: {
    address: `/pub/chat/room/${room}`,
    action: 'receive',
    server: 'stomp',
    title: 'Send a message; RECEIPT says that it is stored',
    payload: sendBodies.room,
  },
  enter: {
    address: '/pub/chat/enter',
    action: 'receive',
    server: 'stomp',
    title: 'Ask for the own read position',
    payload: sendBodies.enter,
  },
  read: {
    address: '/pub/chat/read',
    action: 'receive',
    server: 'stomp',
    title: 'Move the read position',
    payload: sendBodies.read,
  },
};

const eventChannels: Record<string, Channel> = {
  chatEvents: {
    address: 'kakao.chat.EVENT',
    action: 'send',
    server: 'log',
    title: 'What happened in rooms',
    payload: chatEvent,
  },
  userEvents: {
    address: 'kakao.user.EVENT',
    action: 'send',
    server: 'log',
    title: 'What happened to accounts and sessions',
    payload: userEvent,
  },
  friendEvents: {
    address: 'kakao.friend.EVENT',
    action: 'send',
    server: 'log',
    title: 'What happened to friend lists',
    payload: friendEvent,
  },
};

/** Every command as its two channels: REQUEST and RESPONSE. */
function commandChannels(): Record<string, Channel> {
  const channels: Record<string, Channel> = {};
  for (const [type, { topic, request, result }] of Object.entries(commands)) {
    const name = type.replace(/\W(\w)/g, (_, letter: string) => letter.toUpperCase());
    channels[`${name}Request`] = {
      address: topic,
      action: 'receive',
      server: 'log',
      title: type,
      payload: request,
      headers: requestHeaders,
    };
    channels[`${name}Response`] = {
      address: responseTopic(topic),
      action: 'send',
      server: 'log',
      title: type,
      payload: result,
      headers: responseHeaders,
    };
  }
  return channels;
}

/** The AsyncAPI 3.0 document of the STOMP destinations and the topics of the log. */
export function createAsyncApi() {
  const channels = Object.entries({ ...stompChannels, ...eventChannels, ...commandChannels() });
  return {
    asyncapi: '3.0.0',
    info: { title: 'Maru', version: '1', license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    servers: {
      stomp: {
        host: 'localhost:8081',
        pathname: stompPath,
        protocol: 'stomp',
        description: 'STOMP 1.0 to 1.2 over WebSocket',
      },
      log: {
        host: 'localhost:9092',
        protocol: 'kafka',
        description: 'Between servers only; clients never see it',
      },
    },
    channels: Object.fromEntries(channels.map(([name, channel]) => [name, describeChannel(channel)])),
    operations: Object.fromEntries(
      channels.map(([name, { action }]) => [name, describeOperation(name, action)]),
    ),
  };
}

function describeChannel({ address, server, title, payload, headers }: Channel) {
  return {
    address,
    title,
    servers: [{ $ref: `#/servers/${server}` }],
    messages: {
      message: {
        name: title,
        payload: jsonSchema(payload),
        ...(headers ? { headers: jsonSchema(headers) } : {}),
      },
    },
    ...(address.includes(room) ? { parameters: { roomId: { description: 'Id of the room' } } } : {}),
  };
}

function describeOperation(name: string, action: Channel['action']) {
  return {
    action,
    channel: { $ref: `#/channels/${name}` },
    messages: [{ $ref: `#/channels/${name}/messages/message` }],
  };
}

function jsonSchema(schema: Schema): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    metadata: z.registry(),
  });
  return rest;
}
