import type { Trace } from 'stagecraft-gateway';
import { timeOf } from './text-reporter';

/** What happened to a request, below its line. */
export function traceLines({ requestId, route, source, deployment, answeredBy, steps, templates }: Trace): string[] {
  return [
    `request ${requestId}`,
    ...(route === undefined ? [] : [`route ${route}${source === undefined ? '' : ` (${source})`}`]),
    ...(deployment ? [`deployment ${deployment}`] : []),
    `steps ${[...steps.map(({ name, milliseconds }) => `${name} ${timeOf(milliseconds)}`), `answered by ${answeredBy}`].join(', ')}`,
    ...templates.flatMap(({ of, contentType, text }) => [`${of} template for ${contentType}`, ...text.split(/\r?\n/).map((line) => `  ${line}`)]),
  ].map((line) => `      ${line}`);
}
