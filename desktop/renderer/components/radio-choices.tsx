import { useId } from 'react';

export interface RadioChoicesProps<T extends string> {
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

/** Radio buttons as their words alone, so arrow keys go from one to the next; how they look is the class's. */
export function RadioChoices<T extends string>({
  value,
  choices,
  onChoose,
  className,
}: RadioChoicesProps<T> & { className: string | undefined }) {
  const name = useId();
  return choices.map(([choice, text]) => (
    <label key={choice} className={className}>
      <input
        type="radio"
        className="visually-hidden"
        name={name}
        checked={choice === value}
        onChange={() => onChoose(choice)}
      />
      <span>{text}</span>
    </label>
  ));
}
