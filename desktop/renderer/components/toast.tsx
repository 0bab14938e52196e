import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Icon, type IconName } from './icon.tsx';
import styles from './toast.module.css';

interface Toast {
  id: number;
  text: string;
  icon?: IconName;
}

const toasts = createStore<{ shown: Toast | undefined }>(() => ({ shown: undefined }));
let last = 0;

/** Says one sentence at the bottom for a few seconds; a newer one takes its place. */
export function showToast(text: string, icon?: IconName): void {
  const id = ++last;
  toasts.setState({ shown: { id, text, icon } });
  setTimeout(() => toasts.getState().shown?.id === id && toasts.setState({ shown: undefined }), 4500);
}

export function Toasts() {
  const shown = useStore(toasts, (state) => state.shown);
  return (
    <div className={styles.place} role="status">
      {shown && (
        <p key={shown.id} className={styles.toast}>
          {shown.icon && <Icon name={shown.icon} size={18} />}
          {shown.text}
        </p>
      )}
    </div>
  );
}
