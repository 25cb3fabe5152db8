import { readTemplate } from './mapping-template-file';

/**
 * A mapping template: a program in Velocity (VTL) that makes one body out of another.
 *
 * It is checked at synthesis by the compiler that the local gateway runs it with.
 *
 * Problems: `TemplateSyntax`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export class MappingTemplate {
  /** The template itself. */
  public static fromString(source: string): MappingTemplate {
    return new MappingTemplate(source);
  }

  /**
   * A template in a file.
   *
   * @param path from where the app runs, or absolute
   */
  public static fromFile(path: string): MappingTemplate {
    return new MappingTemplate(readTemplate(path), path);
  }

  private constructor(private readonly source: string, private readonly origin?: string) {}

  /** @internal */
  public _render(): string {
    return this.source;
  }

  /**
   * The file that the template is from.
   *
   * @internal
   */
  public get _origin(): string | undefined {
    return this.origin;
  }
}
