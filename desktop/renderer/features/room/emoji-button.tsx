import { Popover } from 'radix-ui';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { lazyPart } from '../../components/lazy-part.tsx';
import styles from './emoji-button.module.css';

const EmojiPicker = lazyPart(() =>
  import('../../components/emoji-picker.tsx').then((module) => module.EmojiPicker),
);

/** Opens the emoji; several can be picked one after another. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <span data-emoji-button>
          <IconButton icon="emoji" label={t('emoji.open')} onClick={() => setOpen(!open)} />
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          aria-label={t('emoji.open')}
          onInteractOutside={(event) => {
            // The button closes it by itself.
            if ((event.target as Element).closest('[data-emoji-button]')) event.preventDefault();
          }}
        >
          <ErrorBoundary>
            <Suspense fallback={null}>
              <EmojiPicker onPick={onPick} />
            </Suspense>
          </ErrorBoundary>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
