// The size of the package as it is published: one minified file.
import { gzipSync } from 'node:zlib';
import { bundle } from '../build.mjs';

const code = bundle();
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`minified ${kilobytes(Buffer.byteLength(code))}, gzipped ${kilobytes(gzipSync(code).length)}`);
