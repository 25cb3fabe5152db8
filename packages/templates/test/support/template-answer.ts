import { TemplateRenderError, TemplateSyntaxError } from '../../src/errors';
import { compileTemplate, TemplateInput, TemplateOptions } from '../../src/template';

export interface TemplateCase extends TemplateInput {
  readonly template: string;
  readonly api?: TemplateOptions['api'];
}

/** What a template renders, in the form in which the oracle answers. */
export function answerTemplate({ template, api, ...input }: TemplateCase): unknown {
  try {
    const { text, context } = compileTemplate(template, { api }).render(input);
    return JSON.parse(JSON.stringify({ text, ...context }));
  } catch (error) {
    if (error instanceof TemplateSyntaxError) {
      return { error: 'syntax' };
    }
    if (error instanceof TemplateRenderError) {
      return { error: 'render' };
    }
    throw error;
  }
}
