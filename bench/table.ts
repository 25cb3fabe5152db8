import type { ContestantName } from './apis';
import { grouped, type Results, TITLES } from './results';

/** CloudFormation's limits. */
const RESOURCES_PER_STACK = 500;
const TEMPLATE_BYTES = 1_000_000;

/** The results as Markdown. */
export function table({ node, cpu, cdk, sizes }: Results): string {
  const rows = sizes.flatMap(({ routes, functions, contestants }) => (Object.keys(contestants) as ContestantName[]).map((name) => {
    const { resources, templateBytes, medianMillis, fastestMillis, slowestMillis } = contestants[name];
    const reasons = [
      ...(resources > RESOURCES_PER_STACK ? [`more than ${RESOURCES_PER_STACK} resources`] : []),
      ...(templateBytes > TEMPLATE_BYTES ? ['more than 1 MB'] : []),
    ];
    return [
      grouped(routes),
      grouped(functions),
      TITLES[name],
      grouped(resources),
      grouped(templateBytes),
      reasons.length > 0 ? `not deployable: ${reasons.join(', ')}` : 'yes',
      medianMillis.toFixed(1),
      `${fastestMillis.toFixed(1)} – ${slowestMillis.toFixed(1)}`,
      ratio(contestants.stagecraft.medianMillis / medianMillis, name),
    ];
  }));
  const head = ['Routes', 'Functions', 'API', 'Resources', 'Template, bytes', 'Deployable as one stack', 'Synthesis, ms (median)', 'fastest – slowest', 'Stagecraft takes'];
  return [
    '# Synthesis',
    '',
    line(head),
    line(['--:', '--:', '---', '--:', '--:', '---', '--:', '--:', '---']),
    ...rows.map(line),
    '',
    'The median of several rounds after warm-up; in each round every API has one run.',
    '',
    `Node.js ${node}, aws-cdk-lib ${cdk}, ${cpu}.`,
    '',
  ].join('\n');
}

function ratio(value: number, name: ContestantName): string {
  if (name === 'stagecraft') return '';
  return value <= 0.5 ? `1/${(1 / value).toFixed(1)} of its time` : `${value.toFixed(2)} × its time`;
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
