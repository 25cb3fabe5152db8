import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An input with the oracle's answer to it. */
export type Fixture<Input> = Input & { readonly expected: unknown };

export interface FixtureFile<Input> {
  readonly title: string;
  readonly cases: ReadonlyArray<Fixture<Input>>;
}

/** The fixture files of a folder; what stands beside `cases` belongs to each of them. */
export function readFixtures<Input>(folder: string): ReadonlyArray<FixtureFile<Input>> {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { title, cases, ...shared } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return { title, cases: cases.map((one: object) => ({ ...shared, ...one })) };
    });
}
