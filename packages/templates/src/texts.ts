/** A text as it is shown in a message. */
export const quoted = (text: unknown): string => JSON.stringify(text);
