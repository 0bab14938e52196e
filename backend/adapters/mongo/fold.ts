/** What letter case and composition make of no importance: two texts that a person takes for the same fold to the same. */
export function fold(text: string): string {
  // Up and down again, so that letters with several lower forms (ß and ss, σ and ς) fall together.
  return text.normalize('NFC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}
