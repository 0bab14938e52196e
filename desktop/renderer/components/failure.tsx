import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import styles from './failure.module.css';

export interface FailureProps {
  /** A part of the app could not be fetched; otherwise something in it broke. */
  missing: boolean;
  onRetry: () => void;
}

type Reason = 'unreachable' | 'outdated' | 'broken';

/** Milliseconds until a server that says nothing counts as away. */
const patience = 3_000;

/** Says in place of a part of the page why it is not there, and what helps. */
export function Failure({ missing, onRetry }: FailureProps) {
  const { t } = useTranslation();
  const reason = useReason(missing);
  if (!reason) return null;
  return (
    <div role="alert" className={styles.failure}>
      <EmptyState
        icon={reason === 'unreachable' ? 'offline' : 'information'}
        title={t(`failure.${reason}`)}
        text={t(`failure.${reason}Text`)}
      >
        <span className={styles.choices}>
          {reason !== 'outdated' && <Button onClick={onRetry}>{t('action.retry')}</Button>}
          {reason !== 'unreachable' && (
            <Button onClick={() => window.location.reload()}>{t('failure.reload')}</Button>
          )}
        </span>
      </EmptyState>
    </div>
  );
}

function useReason(missing: boolean): Reason | undefined {
  const [reason, setReason] = useState<Reason | undefined>(missing ? undefined : 'broken');
  useEffect(() => {
    if (missing) void lookAtServer().then(setReason);
  }, [missing]);
  return reason;
}

/** A page that is asked for anew begins with another script when a newer version is there. */
async function lookAtServer(): Promise<Reason> {
  const script = document.querySelector('script[type="module"]')?.getAttribute('src') ?? '';
  try {
    const response = await fetch(window.location.pathname, {
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    return (await response.text()).includes(script) ? 'broken' : 'outdated';
  } catch {
    return 'unreachable';
  }
}
