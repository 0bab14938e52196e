import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import type { Words } from './words.ts';

/** The menu of the right mouse button: suggestions for a misspelt word, and what one does with texts. */
export function addContextMenu(contents: WebContents, words: () => Words): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, dictionarySuggestions }) => {
    const items = [
      ...(isEditable ? dictionarySuggestions : []).map((word) => ({
        label: word,
        click: () => contents.replaceMisspelling(word),
      })),
      ...editing(words(), isEditable, selectionText !== ''),
    ];
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}

function editing(words: Words, editable: boolean, selected: boolean): MenuItemConstructorOptions[] {
  if (!editable) return selected ? [{ role: 'copy', label: words.copy }] : [];
  return [
    { role: 'cut', label: words.cut, enabled: selected },
    { role: 'copy', label: words.copy, enabled: selected },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
  ];
}
