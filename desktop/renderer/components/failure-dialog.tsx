import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { Failure, type FailureProps } from './failure.tsx';

/** For what would have stood above the rest. */
export function FailureDialog({ onClose, ...failure }: FailureProps & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('failure.title')} hideTitle onClose={onClose} narrow>
      <Failure {...failure} />
    </Dialog>
  );
}
