import { join } from 'node:path';
import { answerPath, type PathCase } from '../support/answers';
import { readFixtures } from '../support/fixtures';

describe.each(readFixtures<PathCase>(join(__dirname, 'fixtures')))('$title', ({ cases }) => {
  test.each(cases)('$path', (one) => {
    expect(answerPath(one)).toStrictEqual(one.expected);
  });
});
