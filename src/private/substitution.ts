/**
 * Writes a join of texts and references as one `Fn::Sub` line, which is shorter in the template and easier on the eye.
 * Anything else is returned as it is.
 */
export function joinToSub(value: unknown): unknown {
  const parts = joinedParts(value);
  if (!parts) return value;
  const texts = parts.map(substitutionText);
  return texts.includes(undefined) ? value : { 'Fn::Sub': texts.join('') };
}

function joinedParts(value: unknown): unknown[] | undefined {
  const join = only(value, 'Fn::Join');
  return Array.isArray(join) && join[0] === '' && Array.isArray(join[1]) ? join[1] : undefined;
}

function substitutionText(part: unknown): string | undefined {
  if (typeof part === 'string') return part.replace(/\$\{/g, '${!');
  const reference = only(part, 'Ref');
  if (typeof reference === 'string') return `\${${reference}}`;
  const attribute = only(part, 'Fn::GetAtt');
  return Array.isArray(attribute) && attribute.every((name) => typeof name === 'string') ? `\${${attribute.join('.')}}` : undefined;
}

/** The argument of an intrinsic function, if the value is that function and nothing else. */
function only(value: unknown, name: string): unknown {
  return value && typeof value === 'object' && Object.keys(value).length === 1 ? (value as Record<string, unknown>)[name] : undefined;
}
