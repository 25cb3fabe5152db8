import type { ContestantName } from './apis';
import { grouped, type Results, TITLES } from './results';

const WIDTH = 760;
const HEIGHT = 420;
const PLOT = { left: 76, right: 600, top: 56, bottom: 366 };

/** Each readable on white and on black. */
const COLORS: Record<ContestantName, string> = { stagecraft: '#2f8f5b', cdk: '#d9603b', literal: '#4a86d8' };
const INK = '#7d858f';

/** The medians over the number of routes, both on logarithmic scales, as an SVG with no background of its own. */
export function chart(results: Results): string {
  const sizes = results.sizes.filter(({ functions }) => functions === 1);
  const medians = sizes.flatMap(({ contestants }) => Object.values(contestants).map(({ medianMillis }) => medianMillis));
  const [low, high] = [Math.floor(Math.log10(Math.min(...medians))), Math.ceil(Math.log10(Math.max(...medians)))];
  const x = scale([Math.log10(sizes[0].routes), Math.log10(sizes[sizes.length - 1].routes)], [PLOT.left, PLOT.right]);
  const y = scale([low, high], [PLOT.bottom, PLOT.top]);

  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const rules = powers.map((power) => [
    `<path d="M${PLOT.left} ${y(power)}H${PLOT.right}" stroke="${INK}" stroke-opacity="0.35"/>`,
    text(PLOT.left - 10, y(power) + 4, power >= 3 ? `${grouped(10 ** (power - 3))} s` : `${grouped(10 ** power)} ms`, INK, 'end'),
  ].join('\n'));
  const ticks = sizes.map(({ routes }) => text(x(Math.log10(routes)), PLOT.bottom + 22, grouped(routes), INK, 'middle'));

  const series = (Object.keys(COLORS) as ContestantName[]).map((name) => {
    const points = sizes.map(({ routes, contestants }) => ({
      millis: contestants[name].medianMillis,
      x: x(Math.log10(routes)),
      y: y(Math.log10(contestants[name].medianMillis)),
    }));
    const end = points[points.length - 1];
    return [
      `<path d="M${points.map((point) => `${point.x} ${point.y}`).join('L')}" fill="none" stroke="${COLORS[name]}" stroke-width="2.5"/>`,
      ...points.map((point) => `<circle cx="${point.x}" cy="${point.y}" r="4" fill="${COLORS[name]}"/>`),
      text(end.x + 14, end.y + (name === 'stagecraft' ? 10 : -6), TITLES[name].replaceAll('`', ''), COLORS[name], 'start', 'bold'),
      text(end.x + 14, end.y + (name === 'stagecraft' ? 26 : 10), duration(end.millis), COLORS[name], 'start'),
    ].join('\n');
  });

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="Helvetica, Arial, sans-serif" font-size="13" role="img">`,
    '<title>Time to synthesize an API, by its number of routes</title>',
    text(PLOT.left, 26, 'Time to synthesize an API (logarithmic)', INK, 'start', 'bold'),
    ...rules,
    ...ticks,
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 44, 'routes', INK, 'middle'),
    ...series,
    '</svg>',
    '',
  ].join('\n');
}

function scale([from, to]: [number, number], [start, end]: [number, number]): (value: number) => number {
  return (value) => Number((start + (value - from) / (to - from) * (end - start)).toFixed(1));
}

function duration(millis: number): string {
  return millis >= 1000 ? `${(millis / 1000).toFixed(1)} s` : `${millis.toFixed(0)} ms`;
}

function text(x: number, y: number, content: string, fill: string, anchor: string, weight = 'normal'): string {
  return `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}">${content}</text>`;
}
