import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskDialog } from '../../components/ask-dialog.tsx';
import { Button } from '../../components/button.tsx';
import { useActions } from '../../state/client.ts';

export function LogOutButton() {
  const { t } = useTranslation();
  const { logOut } = useActions();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('more.logOut')}
      </Button>
      {asking && (
        <AskDialog
          title={t('more.logOutAsk')}
          text={t('more.logOutText')}
          yes={t('more.logOut')}
          onYes={() => void logOut()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
