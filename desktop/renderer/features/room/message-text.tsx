import { useMe } from '../../state/people.ts';
import { type Named, type Piece, richText } from '../../state/rich-text.ts';
import { showDialog } from '../../state/view.ts';
import styles from './message-text.module.css';

/** Text with its marks, mentions and web addresses. The text itself is never read as HTML. */
export function MessageText({ text, mentions }: { text: string; mentions?: readonly Named[] }) {
  return richText(text, mentions).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move.
    <OnePiece key={index} piece={piece} />
  ));
}

function OnePiece({ piece }: { piece: Piece }) {
  switch (piece.is) {
    case 'text':
      return piece.text;
    case 'bold':
      return <strong>{piece.text}</strong>;
    case 'italic':
      return <em>{piece.text}</em>;
    case 'strike':
      return <s>{piece.text}</s>;
    case 'code':
      return <code className={styles.code}>{piece.text}</code>;
    case 'block':
      return <code className={styles.block}>{piece.text}</code>;
    case 'link':
      return (
        <a href={piece.text} target="_blank" rel="noreferrer noopener">
          {piece.text}
        </a>
      );
    case 'mention':
      return <Mention text={piece.text} userId={piece.userId} />;
  }
}

/** Whoever is meant sees it at a glance. */
function Mention({ text, userId }: { text: string; userId: string }) {
  const me = useMe();
  if (userId === 'all') return <strong className={styles.mention}>{text}</strong>;
  return (
    <button
      type="button"
      className={styles.mention}
      data-me={userId === me.userId ? 'true' : undefined}
      onClick={() => showDialog({ is: 'profile', userId })}
    >
      {text}
    </button>
  );
}

const fewEmoji = /^\p{RGI_Emoji}{1,3}$/v;

/** One to three emoji and nothing else are shown large. */
export const isBigEmoji = (text: string): boolean => text.length <= 45 && fewEmoji.test(text);
