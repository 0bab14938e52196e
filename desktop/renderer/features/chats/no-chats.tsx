import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { showSection } from '../../state/view.ts';

/** Instead of the list: nobody has written yet, or it could not be loaded. */
export function NoChats() {
  const { t } = useTranslation();
  const actions = useActions();
  const status = useMaru('rooms', (rooms) => rooms.status.is);
  if (status === 'failed')
    return (
      <EmptyState icon="offline" title={t('chats.failedTitle')}>
        <Button onClick={() => void actions.loadRooms()}>{t('action.retry')}</Button>
      </EmptyState>
    );
  if (status !== 'ready') return null;
  return (
    <EmptyState icon="chats" title={t('chats.emptyTitle')} text={t('chats.emptyText')}>
      <Button look="primary" onClick={() => showSection('friends')}>
        {t('chats.toFriends')}
      </Button>
    </EmptyState>
  );
}
