import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../backend/contract/index.ts';
import { showToast } from '../components/toast.tsx';

/** Says why something did not work; and otherwise what was done, if that is worth a word. */
export function useTell(): (outcome: Outcome<unknown>, done?: string) => void {
  const { t } = useTranslation();
  return useCallback(
    (outcome, done) => {
      if (!outcome.ok) showToast(t(`error.${outcome.code}`));
      else if (done) showToast(done);
    },
    [t],
  );
}
