// The size of the package, bundled and minified.
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { fileURLToPath } from 'node:url';

const { outputFiles: [bundle] } = buildSync({
  entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  format: 'cjs',
  platform: 'neutral',
  target: 'es2022',
});
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`minified ${kilobytes(bundle.contents.length)}, gzipped ${kilobytes(gzipSync(bundle.contents).length)}`);
