// docs/rules.md names the problems that there are, as what they are, and each of them is shown by a test.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { PROBLEMS } from '../../src/problems';
import { RELEASE_PROBLEMS } from '../../src/releases/release-problems';

const ROOT = path.join(__dirname, '..', '..');
const textsOf = (...folders: string[]) => folders.flatMap((folder) => fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts')).map((file) => fs.readFileSync(path.join(ROOT, folder, file), 'utf8'))).join('\n');

const page = fs.readFileSync(path.join(ROOT, 'docs', 'rules.md'), 'utf8');
const named = [...page.matchAll(/(\*?)`([A-Z][A-Za-z]+)`\*?/g)].map(([, italics, code]) => ({ code, warns: italics !== '' }));
const ELSEWHERE = ['CloudWatchRole', 'DomainName'];

test('the page names problems', () => {
  expect(named.map(({ code }) => code).filter((code) => !(code in PROBLEMS) && !ELSEWHERE.includes(code))).toEqual([]);
});

test('it has all of them, but those of integrations with one service and of releases', () => {
  const OWN = ['AliasName', 'AliasTwice', 'AliasVersion', 'ApiVersion', 'CrossAccountHandler', 'DocumentTooLarge', 'FifoDeduplication', 'FifoGroup', 'ForeignHandlerPermission', 'ForeignTarget', 'ForeignTargetPolicy', 'NoContentType', 'NotFifo', 'ObjectKey',
    'NoRoute', 'OpenRoute', 'ReservedVariable', 'ServiceValue', 'StageElsewhere', 'StateMachineType', 'VpcLinkPort'];
  const codes = new Set(named.map(({ code }) => code));
  expect(Object.keys(PROBLEMS).filter((code) => !codes.has(code) && !(code in RELEASE_PROBLEMS) && !OWN.includes(code))).toEqual([]);
});

test('what only warns is in italics', () => {
  const sources = textsOf('src');
  const refuses = (code: string) => new RegExp(`(?:\\.add|refuse)\\('${code}'`).test(sources);
  expect(named.filter(({ code, warns }) => code in PROBLEMS && warns === refuses(code)).map(({ code }) => code)).toEqual([]);
});

test('every problem is shown by a test', () => {
  const tests = textsOf('test', 'packages/cli/test');
  const codes = Object.keys(PROBLEMS);
  expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(tests.replace(textsOf('test/project'), '')))).toEqual([]);
});
