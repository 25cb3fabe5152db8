import { escaped, jsonLiteral } from './template';
import { BOOLEAN, setTyped, type TypedValue } from './typed-value';
import { sortedEntries } from '../../private/sorted';

/** How deep lists and maps in an item may be in one another. */
const DEPTH = 4;

const TYPES = { text: 'S', number: 'N', bytes: 'B' } as const;

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
  return _type === 'flag' ? `{"BOOL":${BOOLEAN}}` : `{"${TYPES[_type]}":"${escaped('$v')}"}`;
}

/** Prints an item as plain JSON. */
export function plainItem(variable: string): string {
  return `{#foreach($name in $${variable}.keySet())"${escaped('$name')}":#set($a0 = $${variable}.get($name))${plainValue(0)}#if($foreach.hasNext),#end#end}`;
}

/**
 * Prints an attribute value, `{"type": value}`, as plain JSON. A template cannot call itself, so each level of lists and maps is written
 * out; they share one loop with the sets, or the template would double with each level.
 */
function plainValue(level: number): string {
  const [type, value, members, member] = ['t', 'x', 'l', 'e'].map((name) => `$${name}${level}`);
  const [deeper, nested] = level === DEPTH ? [`#elseif(${type} == 'M' || ${type} == 'L')null`, ''] : ['', `#else#set($a${level + 1} = ${member})`
    + `#if(${type} == 'M')"${escaped(member)}":#set($a${level + 1} = ${value}.get(${member}))#end${plainValue(level + 1)}`];
  return `#foreach(${type} in $a${level}.keySet())#set(${value} = $a${level}.get(${type}))`
    + `#if(${type} == 'S' || ${type} == 'B')"${escaped(value)}"`
    + `#elseif(${type} == 'N' || ${type} == 'BOOL')${value}`
    + `#elseif(${type} == 'NULL')null${deeper}`
    + `#else#set(${members} = ${value})#if(${type} == 'M')#set(${members} = ${value}.keySet()){#else[#end`
    + `#foreach(${member} in ${members})#if(${type} == 'NS')${member}#elseif(${type} == 'SS' || ${type} == 'BS')"${escaped(member)}"${nested}#end`
    + `#if($foreach.hasNext),#end#end#if(${type} == 'M')}#else]#end#end#end`;
}

function sorted(values: Record<string, TypedValue>): [string, TypedValue][] {
  return sortedEntries(values);
}
