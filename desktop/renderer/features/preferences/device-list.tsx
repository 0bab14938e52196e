import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode, Session } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { showToast } from '../../components/toast.tsx';
import { listTime } from '../../i18n/times.ts';
import { useActions } from '../../state/client.ts';
import { useLanguage } from '../../state/preferences.ts';
import styles from './device-list.module.css';
import { SettingGroup } from './setting-group.tsx';

/** Where the account is logged in; any of them can be logged out from here. */
export function DeviceList() {
  const { t } = useTranslation();
  const { loadSessions, endSession } = useActions();
  const [sessions, setSessions] = useState<readonly Session[]>([]);
  const [failure, setFailure] = useState<ErrorCode>();
  const load = useCallback(async () => {
    const outcome = await loadSessions();
    if (outcome.ok) setSessions(outcome.value);
    setFailure(outcome.ok ? undefined : outcome.code);
  }, [loadSessions]);
  useEffect(() => void load(), [load]);

  async function end(sessionId: string) {
    const outcome = await endSession(sessionId);
    if (!outcome.ok) showToast(t(`error.${outcome.code}`));
    await load();
  }

  return (
    <SettingGroup title={t('more.devices')} text={failure && t(`error.${failure}`)}>
      <ul className={styles.list}>
        {sessions.map((session) => (
          <Device key={session.sessionId} session={session} onEnd={() => void end(session.sessionId)} />
        ))}
      </ul>
    </SettingGroup>
  );
}

function Device({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li className={styles.device}>
      <div className={styles.words}>
        <p>{session.device || t('more.unnamedDevice')}</p>
        <p className={styles.note}>
          {session.current
            ? t('more.thisDevice')
            : t('more.lastSeen', { time: listTime(session.lastSeenAt, language, new Date()) })}
        </p>
      </div>
      {!session.current && (
        <Button look="quiet" onClick={onEnd}>
          {t('more.endSession')}
        </Button>
      )}
    </li>
  );
}
