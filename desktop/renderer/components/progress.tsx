import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Button } from './button.tsx';
import styles from './progress.module.css';

/** Something that takes its time while the person goes on. */
interface Work {
  /** The same work is not begun twice at a time. */
  key: string;
  title: string;
  onCancel: () => void;
}

interface Progress {
  /** `share` is 0 up to 1, `words` say the same. */
  show(share: number, words: string): void;
  end(): void;
}

interface Shown extends Work {
  share: number;
  words: string;
}

const works = createStore<{ shown: readonly Shown[] }>(() => ({ shown: [] }));

/** Shows at the bottom how far a work has come, until `end`; undefined when the same one is still going on. */
export function showProgress(work: Work): Progress | undefined {
  const change = (how: (shown: Shown) => Shown[]) =>
    works.setState(({ shown }) => ({
      shown: shown.flatMap((one) => (one.key === work.key ? how(one) : one)),
    }));
  if (works.getState().shown.some(({ key }) => key === work.key)) return undefined;
  works.setState(({ shown }) => ({ shown: [...shown, { ...work, share: 0, words: '' }] }));
  return {
    show: (share, words) => change((one) => [{ ...one, share, words }]),
    end: () => change(() => []),
  };
}

export function ProgressNotices() {
  const shown = useStore(works, (state) => state.shown);
  return (
    <div className={styles.place}>
      {shown.map((work) => (
        <Notice key={work.key} work={work} />
      ))}
    </div>
  );
}

function Notice({ work: { title, share, words, onCancel } }: { work: Shown }) {
  const { t } = useTranslation();
  return (
    <section className={styles.notice} aria-label={title}>
      <div className={styles.words}>
        <span className={styles.title}>{title}</span>
        <progress className={styles.bar} aria-label={title} aria-valuetext={words} value={share} />
        <span className={styles.counts}>{words}</span>
      </div>
      <Button onClick={onCancel}>{t('action.cancel')}</Button>
    </section>
  );
}
