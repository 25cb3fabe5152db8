/** Whether a text is a media type, which API Gateway finds mapping templates by. */
export function isMediaType(text: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(text);
}
