import { readTemplate } from './mapping-template-file';

/**
 * A mapping template: a program in Velocity (VTL) that makes one body out of another.
 *
 * It is checked at synthesis by the compiler that the local gateway runs it with: its syntax, the members of `$util` and `$input` that it
 * uses, its JSONPaths and regular expressions, its size and the length of its loops. The stage variables that it reads have to be defined on
 * every stage.
 *
 * Problems: `TemplateSyntax`, `TemplateFile`, `TemplateContentType`, `ContextName`, `UndefinedVariable`.
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
    try {
      return new MappingTemplate(readTemplate(path), path);
    } catch (error) {
      return new MappingTemplate('', path, (error as Error).message);
    }
  }

  private constructor(private readonly source: string, private readonly origin?: string, private readonly fault?: string) {}

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

  /**
   * Why the file cannot be read.
   *
   * @internal
   */
  public get _fault(): string | undefined {
    return this.fault;
  }
}
