import { setText } from './template';
import type { RequestValue } from '../../mapping/request-value';

type ValueType = 'text' | 'number' | 'flag' | 'bytes';

/** A value of the request and the type that it has in a database. */
export class TypedValue {
  /** A string. An object or a list in the body is its JSON. */
  public static text(value: RequestValue): TypedValue {
    return new TypedValue('text', value);
  }

  /** A number, whole or not. */
  public static number(value: RequestValue): TypedValue {
    return new TypedValue('number', value);
  }

  /** A boolean: true where the value is `true`, false for everything else. */
  public static flag(value: RequestValue): TypedValue {
    return new TypedValue('flag', value);
  }

  /** Binary data; the value is its Base64. */
  public static bytes(value: RequestValue): TypedValue {
    return new TypedValue('bytes', value);
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
  return setText(_value);
}
