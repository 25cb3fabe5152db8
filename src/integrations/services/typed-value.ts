import { setText } from './template';
import type { RequestValue } from '../../mapping/request-value';

type ValueType = 'string' | 'number' | 'boolean' | 'binary';

/** A value of the request and the type that it has in a database. */
export class TypedValue {
  /** A text. An object or a list in the body is its JSON. */
  public static string(value: RequestValue): TypedValue {
    return new TypedValue('string', value);
  }

  /** A number, whole or not. */
  public static number(value: RequestValue): TypedValue {
    return new TypedValue('number', value);
  }

  /** True where the value is `true`, false for everything else. */
  public static boolean(value: RequestValue): TypedValue {
    return new TypedValue('boolean', value);
  }

  /** Bytes; the value is Base64. */
  public static binary(value: RequestValue): TypedValue {
    return new TypedValue('binary', value);
  }

  private constructor(private readonly type: ValueType, private readonly value: RequestValue) {}

  /** @internal */
  public get _type(): ValueType {
    return this.type;
  }

  /** @internal */
  public get _value(): RequestValue {
    return this.value;
  }
}

/** Whether `$v` is true, in JSON. */
export const BOOLEAN = '#if($v == \'true\')true#{else}false#end';

/** Sets `$v` to a value's text. */
export function setTyped({ _value }: TypedValue): string {
  return setText('v', _value);
}
