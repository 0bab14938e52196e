/** A web address up to a blank; marks that end a sentence are not part of it. */
const address = /(https?:\/\/[^\s<>"']*[^\s<>"'.,!?:;)\]}~…])/;

/** Text with its web addresses as links. The text itself is never read as HTML. */
export function MessageText({ text }: { text: string }) {
  if (!text.includes('://')) return text;
  return text.split(address).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
      <a key={index} href={part} target="_blank" rel="noreferrer noopener">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

const fewEmoji = /^\p{RGI_Emoji}{1,3}$/v;

/** One to three emoji and nothing else are shown large. */
export const isBigEmoji = (text: string): boolean => text.length <= 45 && fewEmoji.test(text);
