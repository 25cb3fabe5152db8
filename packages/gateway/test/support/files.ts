import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const made: string[] = [];

afterAll(() => made.forEach((directory) => fs.rmSync(directory, { recursive: true })));

/** A directory that lives as long as the test file, with files whose contents are texts or become JSON. */
export function directoryOf(files: Readonly<Record<string, unknown>>): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'stagecraft-gateway-'));
  made.push(directory);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
}
