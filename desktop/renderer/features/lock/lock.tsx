import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
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
  // Beside the page: an open dialog hides the page from whoever hears instead of sees.
  return locked && bridge ? createPortal(<Cover bridge={bridge} />, document.body) : null;
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

/** What an open dialog would take for a wish to close it. */
const outsideEvents = ['pointerdown', 'focusin'] as const;

/** Escape does not open it, the shortcuts of what lies under it do not work, and a dialog under it stays as it is. */
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
    const keep = (event: Event) => event.stopPropagation();
    for (const name of outsideEvents) element?.addEventListener(name, keep);
    show();
    element?.addEventListener('close', show);
    window.addEventListener('keydown', stopKeys, { capture: true });
    return () => {
      for (const name of outsideEvents) element?.removeEventListener(name, keep);
      element?.removeEventListener('close', show);
      window.removeEventListener('keydown', stopKeys, { capture: true });
    };
  }, []);
  return cover;
}
