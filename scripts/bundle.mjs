// The compiler of mapping templates, as one file inside the library: it has no dependency that jsii could not carry to other languages.
// With a path, it is written there instead.
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from './run.mjs';

buildSync({
  absWorkingDir: root,
  stdin: {
    contents: `
      export { checkTemplate } from './packages/templates/src/check';
      export { compileJsonPath } from './packages/templates/src/jsonpath/index';
      export { compilePattern } from './packages/templates/src/pattern';
    `,
    resolveDir: root,
  },
  outfile: process.argv[2] ?? join(root, 'bundled', 'templates.js'),
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
});
