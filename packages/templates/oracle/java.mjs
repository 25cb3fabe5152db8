import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = join(folder, 'target');
const classes = join(target, 'classes');
const jars = join(target, 'jars');

/** Fetches the jars once and compiles the oracle's sources. */
export function buildOracle() {
  mkdirSync(classes, { recursive: true });
  mkdirSync(jars, { recursive: true });
  if (readdirSync(jars).length === 0) {
    execFileSync('mvn', ['-q', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], { stdio: 'inherit' });
  }
  const sources = join(folder, 'src/main/java');
  const files = readdirSync(sources).filter((name) => name.endsWith('.java')).map((name) => join(sources, name));
  execFileSync('javac', ['-nowarn', '--release', '17', '-cp', join(jars, '*'), '-d', classes, ...files], { stdio: 'inherit' });
}

/**
 * Runs one of the oracle's programs: it reads a JSON array of cases and writes a JSON array of answers.
 *
 * @param {string} program name of the Java class
 * @param {unknown[]} cases
 * @returns {unknown[]} one answer per case
 */
export function askOracle(program, cases) {
  const exchange = mkdtempSync(join(tmpdir(), 'templates-oracle-'));
  try {
    const input = join(exchange, 'cases.json');
    const output = join(exchange, 'answers.json');
    writeFileSync(input, JSON.stringify(cases));
    execFileSync('java', ['-Xss8m', '-cp', [classes, join(jars, '*')].join(delimiter), program, input, output], { stdio: 'inherit' });
    return JSON.parse(readFileSync(output, 'utf8'));
  } finally {
    rmSync(exchange, { recursive: true });
  }
}
