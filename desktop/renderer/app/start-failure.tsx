import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { Failure } from '../components/failure.tsx';

interface StartFailureProps {
  translation: i18n;
  onRetry: () => void;
}

/** The page could not even begin, as when the desktop app around it does not answer. */
export function StartFailure({ translation, onRetry }: StartFailureProps) {
  return (
    <I18nextProvider i18n={translation}>
      <Failure missing={false} onRetry={onRetry} />
    </I18nextProvider>
  );
}
