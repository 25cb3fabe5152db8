import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerTemplate, TemplateCase } from '../support/template-answer';

interface Fixtures extends Partial<TemplateCase> {
  readonly title: string;
  readonly cases: ReadonlyArray<TemplateCase & { readonly name?: string; readonly note?: string; readonly expected: unknown }>;
}

const folder = join(__dirname, 'fixtures');

describe.each(readdirSync(folder))('%s', (file) => {
  const { title, cases, ...shared } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixtures;

  describe(`${title}: as the Java engine renders them`, () => {
    test.each(cases.map((one) => [one.name ?? one.template, one] as const))('%s', (_, { expected, name: _name, note: _note, ...input }) => {
      expect(answerTemplate({ ...shared, ...input })).toEqual(expected);
    });
  });
});
