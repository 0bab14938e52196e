import { createContext, useContext } from 'react';
import type { ChatMessage } from '../../../../backend/contract/index.ts';

/** Where the menu of a message opens, in pixels of the window. */
export interface MenuPlace {
  message: ChatMessage;
  x: number;
  y: number;
}

export const MessageMenuContext = createContext<(place: MenuPlace) => void>(() => undefined);

export const useMessageMenu = (): ((place: MenuPlace) => void) => useContext(MessageMenuContext);
