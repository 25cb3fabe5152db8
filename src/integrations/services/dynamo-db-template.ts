import { escaped, jsonLiteral } from './template';
import { BOOLEAN, setTyped, type TypedValue } from './typed-value';

/** How deep lists and maps in an item may be in one another. */
const DEPTH = 5;

const TYPES = { string: 'S', number: 'N', binary: 'B' } as const;

/** A JSON object of attribute values, by name, in order of the names. */
export function attributes(values: Record<string, TypedValue>): string {
  return `{${sorted(values).map(([name, value]) => `${jsonLiteral(name)}:${setTyped(value)}${attribute(value)}`).join(',')}}`;
}

/** A JSON object of a key and of attribute values; what the request has no value for is left out. */
export function item(key: Record<string, TypedValue>, values: Record<string, TypedValue>): string {
  const optional = sorted(values).map(([name, value]) => `${setTyped(value)}#if($v != ''),${jsonLiteral(name)}:${attribute(value)}#end`);
  return `${attributes(key).slice(0, -1)}${optional.join('')}}`;
}

/** The value in `$v` as DynamoDB writes it. */
function attribute({ _type }: TypedValue): string {
  return _type === 'boolean' ? `{"BOOL":${BOOLEAN}}` : `{"${TYPES[_type]}":"${escaped('$v')}"}`;
}

/** Prints an item as plain JSON. */
export function plainItem(variable: string): string {
  return `{#foreach($name in $${variable}.keySet())"${escaped('$name')}":#set($a0 = $${variable}.get($name))${plainValue(0)}#if($foreach.hasNext),#end#end}`;
}

/**
 * Prints an attribute value as plain JSON. A template cannot call itself, so each level of lists and maps is written out; a list and
 * a map share one loop, or a template would double with each level.
 */
function plainValue(level: number): string {
  const [value, child, list] = [`$a${level}`, `$a${level + 1}`, `$l${level}`];
  const each = (type: string, text: string) => `#elseif(${value}.containsKey('${type}'))[#foreach($e in ${value}.get('${type}'))${text}#if($foreach.hasNext),#end#end]`;
  const nested = level === DEPTH ? '' : `#elseif(${value}.containsKey('M') || ${value}.containsKey('L'))`
    + `#set($m${level} = ${value}.containsKey('M'))#set(${list} = ${value}.get('L'))#if($m${level})#set(${list} = ${value}.get('M').keySet())#end`
    + `#if($m${level}){#else[#end#foreach($e${level} in ${list})#if($m${level})"${escaped(`$e${level}`)}":#set(${child} = ${value}.get('M').get($e${level}))`
    + `#else#set(${child} = $e${level})#end${plainValue(level + 1)}#if($foreach.hasNext),#end#end#if($m${level})}#else]#end`;
  return `#if(${value}.containsKey('S'))"${escaped(`${value}.get('S')`)}"`
    + `#elseif(${value}.containsKey('N'))${value}.get('N')`
    + `#elseif(${value}.containsKey('BOOL'))${value}.get('BOOL')`
    + `#elseif(${value}.containsKey('B'))"${value}.get('B')"`
    + `${each('SS', `"${escaped('$e')}"`)}${each('NS', '$e')}${each('BS', '"$e"')}${nested}#{else}null#end`;
}

function sorted(values: Record<string, TypedValue>): [string, TypedValue][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
