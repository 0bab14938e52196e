import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { Failure } from '../components/failure.tsx';

/** The page could not even begin, as when the desktop app around it does not answer. */
export function StartFailure({ translation }: { translation: i18n }) {
  return (
    <I18nextProvider i18n={translation}>
      <Failure missing={false} />
    </I18nextProvider>
  );
}
