import { join } from 'node:path';

/** What runs functions: the same place for the sources and for the one file that they become. */
export const RUNTIMES = join(__dirname, '..', 'runtimes');
