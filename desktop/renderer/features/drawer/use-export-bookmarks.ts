import { useTranslation } from 'react-i18next';
import { type Bookmark, limits } from '../../../../backend/contract/index.ts';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import { saveFile } from '../../state/save-file.ts';

/** Saves the whole drawer as a JSON file. */
export function useExportBookmarks(): () => Promise<void> {
  const { t } = useTranslation();
  const { loadBookmarks } = useActions();
  return async () => {
    const all: Bookmark[] = [];
    let before: string | undefined;
    do {
      const query = { limit: limits.pageMost, ...(before === undefined ? {} : { before }) };
      const outcome = await loadBookmarks(query);
      if (!outcome.ok) return showToast(t(`error.${outcome.code}`));
      all.push(...outcome.value.bookmarks);
      before = outcome.value.next;
    } while (before !== undefined);
    saveFile('maru-bookmarks.json', new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' }));
  };
}
