/** The letters that stand after a backslash for a character of their own, and those characters in the same order. */
const LETTERS = 'tnrfb\\/\'"';
const CHARACTERS = '\t\n\r\f\b\\/\'"';

const translating = (from: string, to: string) => (character: string): string | undefined => to[from.indexOf(character)];

/** What a letter after a backslash stands for. */
export const unescaped = translating(LETTERS, CHARACTERS);

/** The letter that stands for a character after a backslash. */
export const escapeLetter = translating(CHARACTERS, LETTERS);
