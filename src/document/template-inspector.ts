import { checkTemplate, type TemplateCheck } from '../../bundled/templates';

const NOTHING: TemplateCheck = { problems: [], stageVariables: [], contextNames: [] };

/** What is known of mapping templates without rendering them; each distinct text is compiled once. */
export class TemplateInspector {
  private readonly known = new Map<string, TemplateCheck>();

  public inspect(template: string): TemplateCheck {
    let check = this.known.get(template);
    if (!check) this.known.set(template, check = isPlain(template) ? NOTHING : checkTemplate(withoutTokens(template)));
    return check;
  }
}

/** Whether a template is nothing but text, as most that print a fixed body are. */
function isPlain(template: string): boolean {
  return template.length < 100_000 && !/[$#]/.test(template);
}

/** A template in which what is known at deployment only stands as digits, which fit wherever such a text may stand; positions stay. */
function withoutTokens(template: string): string {
  return template.replace(/\$\{Token\[[^\]]*\]\}/g, (token) => '0'.repeat(token.length));
}
