import { PROBLEMS } from '../../src/problems';

/** The page that lists the problems, from their registry. */
export function problemGuide(): string {
  const rows = Object.entries(PROBLEMS).map(([code, { rule, see }]) => `| \`${code}\` | ${rule.replace(/\|/g, '\\|').replace(/\*/g, '\\*')} | [AWS](${see}) |`);
  return [
    '# Problems',
    '',
    'What API Gateway would refuse is reported at synthesis: every problem of every API in the app at once, each with its code, the construct\'s path,',
    'the wrong value and a remedy. A value that is known at deployment only is not checked. What is allowed but seldom meant is a warning with the',
    'id `stagecraft:<code>`, which `Annotations.of(construct).acknowledgeWarning(id)` silences.',
    '',
    '| code | rule | source |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
