import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import mark from '../../../../resources/icons/maru.svg';
import type { MaruBridge } from '../../../ipc/index.ts';
import { bridge } from '../../state/bridge.ts';
import { useLock } from '../../state/lock.ts';
import styles from './lock.module.css';
import { LockForm } from './lock-form.tsx';

/**
 * Covers everything while Maru is locked. What lies under it goes on, so that messages still notify; nothing of it can be seen or
 * reached, dialogs included: a modal element of the browser lies over all of them.
 */
export function Lock() {
  const { locked } = useLock();
  return locked && bridge ? <Cover bridge={bridge} /> : null;
}

function Cover({ bridge }: { bridge: MaruBridge }) {
  const { t } = useTranslation();
  const cover = useCover();
  return (
    <dialog ref={cover} className={styles.cover} aria-labelledby="lock-title">
      <div className={styles.card}>
        <img src={mark} alt="" width={72} height={72} />
        <h1 id="lock-title" className={styles.title}>
          {t('lock.title')}
        </h1>
        <LockForm bridge={bridge} />
      </div>
    </dialog>
  );
}

/** Escape does not open it, and the shortcuts of what lies under it do not work. */
function useCover() {
  const cover = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = cover.current;
    const show = () => {
      if (element?.isConnected && !element.open) element.showModal();
    };
    const stopKeys = (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Escape') event.preventDefault();
    };
    show();
    element?.addEventListener('close', show);
    window.addEventListener('keydown', stopKeys, { capture: true });
    return () => {
      element?.removeEventListener('close', show);
      window.removeEventListener('keydown', stopKeys, { capture: true });
    };
  }, []);
  return cover;
}
