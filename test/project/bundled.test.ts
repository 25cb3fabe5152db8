import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type * as bundled from '../../bundled/templates';
import { checkTemplate, compileJsonPath, compilePattern } from '../../packages/templates/src';

const root = path.join(__dirname, '..', '..');

test('the declarations say what the package says', () => {
  // That this compiles is the assertion: what the library calls, and what it reads of the results.
  const asDeclared: typeof bundled = { checkTemplate, compileJsonPath, compilePattern };
  expect(Object.keys(asDeclared)).toEqual(Object.keys(jest.requireActual('../../bundled/templates')));
});

test('the bundle is made of the sources as they are', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'bundled-'));
  const outfile = path.join(directory, 'templates.js');
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts', 'bundle.mjs'), outfile], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(fs.readFileSync(path.join(root, 'bundled', 'templates.js'), 'utf8')).toBe(fs.readFileSync(outfile, 'utf8'));
});
