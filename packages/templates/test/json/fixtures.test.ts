import { join } from 'node:path';
import { answerJson, type JsonCase } from '../support/answers';
import { readFixtures } from '../support/fixtures';

describe.each(readFixtures<JsonCase>(join(__dirname, 'fixtures')))('$title', ({ cases }) => {
  test.each(cases)('$mode $text', (one) => {
    expect(answerJson(one)).toStrictEqual(one.expected);
  });
});
