import { useTranslation } from 'react-i18next';
import { type ChatMessage, lifetimes } from '../../../../backend/contract/index.ts';
import { Menu, MenuEmoji, MenuItem, MenuLine, MenuRow } from '../../components/menu.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import { compose } from '../../state/composing.ts';
import { drawerChanged } from '../../state/drawer-changes.ts';
import { useMe } from '../../state/people.ts';
import { useTell } from '../../state/tell.ts';
import { showDialog } from '../../state/view.ts';
import type { MenuPlace } from './message-menu-context.ts';
import { useReact } from './use-react.ts';

/** Reactions at hand; any other emoji is one step further. */
const quick = ['👍', '❤️', '😂', '😮', '😢', '🎉'] as const;

/** What can be done with a message. */
export function MessageMenu({ place, onClose }: { place: MenuPlace; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = place;
  const { keepBookmark } = useActions();
  const tell = useTell();
  const { roomId, seq } = message;
  async function keep() {
    const kept = await keepBookmark(roomId, seq, {});
    if (kept.ok) drawerChanged();
    tell(kept, t('message.kept'));
  }
  async function copy() {
    await navigator.clipboard.writeText(message.message);
    showToast(t('message.copied'));
  }
  return (
    <Menu label={t('message.actions')} x={place.x} y={place.y} onClose={onClose}>
      <QuickReactions message={message} />
      <MenuLine />
      <MenuItem icon="reply" onSelect={() => compose(roomId, { is: 'replying', message })}>
        {t('message.reply')}
      </MenuItem>
      <MenuItem icon="copy" onSelect={() => void copy()}>
        {t('message.copy')}
      </MenuItem>
      <MenuItem icon="forward" onSelect={() => showDialog({ is: 'forward', message })}>
        {t('message.forward')}
      </MenuItem>
      <MenuItem icon="memo" onSelect={() => void keep()}>
        {t('message.bookmark')}
      </MenuItem>
      <OwnItems message={message} />
    </Menu>
  );
}

function QuickReactions({ message }: { message: ChatMessage }) {
  const { t } = useTranslation();
  const react = useReact();
  const me = useMe();
  const has = (emoji: string) =>
    message.reactions?.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(me.userId)) ??
    false;
  return (
    <MenuRow label={t('message.react')}>
      {quick.map((emoji) => (
        <MenuEmoji
          key={emoji}
          emoji={emoji}
          label={t('message.reactWith', { emoji })}
          onSelect={() => react(message, emoji, !has(emoji))}
        />
      ))}
      <MenuEmoji
        emoji="＋"
        label={t('message.reactMore')}
        onSelect={() => showDialog({ is: 'react', message })}
      />
    </MenuRow>
  );
}

function OwnItems({ message }: { message: ChatMessage }) {
  const { t } = useTranslation();
  const me = useMe();
  if (message.userId !== me.userId) return <ReportItem message={message} />;
  const changeable = Date.now() - Date.parse(message.createdAt) < lifetimes.messageChange * 1000;
  if (!changeable) return null;
  return (
    <>
      <MenuLine />
      <MenuItem icon="pencil" onSelect={() => compose(message.roomId, { is: 'editing', message })}>
        {t('message.edit')}
      </MenuItem>
      <MenuItem icon="trash" danger onSelect={() => showDialog({ is: 'unsend', message })}>
        {t('message.unsend')}
      </MenuItem>
    </>
  );
}

function ReportItem({ message }: { message: ChatMessage }) {
  const { t } = useTranslation();
  return (
    <>
      <MenuLine />
      <MenuItem icon="shield" onSelect={() => showDialog({ is: 'report', message })}>
        {t('report.action')}
      </MenuItem>
    </>
  );
}
