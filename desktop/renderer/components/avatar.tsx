import styles from './avatar.module.css';
import { grounds, hashOf, initialOf, presetNumber, presets } from './avatar-art.ts';
import { classes } from './classes.ts';

export interface Person {
  userId: string;
  nickname: string;
  avatar: string;
}

type Size = 'mini' | 'small' | 'medium' | 'large' | 'huge';

/** A person's picture. It is decoration: the name always stands beside it as text. */
export function Avatar({ person, size = 'medium' }: { person: Person; size?: Size }) {
  const preset = presetNumber(person.avatar);
  const ground = preset === undefined ? hashOf(person.userId, grounds) : (preset - 1) % grounds;
  return (
    <span className={classes(styles.avatar, styles[size], styles[`ground${ground}`])} aria-hidden="true">
      {preset === undefined ? initialOf(person.nickname) : <Preset number={preset} />}
    </span>
  );
}

function Preset({ number }: { number: number }) {
  return (
    <svg viewBox="0 0 24 24" className={styles.art} aria-hidden="true">
      <path d={presets[(number - 1) % presets.length]} />
    </svg>
  );
}

/** A room's picture: up to four of the people in it. */
export function RoomAvatar({ people }: { people: readonly Person[] }) {
  const shown = people.slice(0, 4);
  if (shown.length < 2) return <Avatar person={shown[0] ?? nobody} />;
  return (
    <span className={classes(styles.mosaic, styles[`of${shown.length}`])} aria-hidden="true">
      {shown.map((person) => (
        <Avatar key={person.userId} person={person} size="mini" />
      ))}
    </span>
  );
}

const nobody: Person = { userId: '', nickname: '·', avatar: '' };
