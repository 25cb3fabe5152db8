// What README shows, for real: `npm run demo` sets itself up and serves examples/orders on this machine; with `-- --serve` until Ctrl-C.
import { install } from './install.mjs';

install();
const { demo } = await import('./demo/demo.mjs');
process.exitCode = await demo({ serve: process.argv.includes('--serve') });
