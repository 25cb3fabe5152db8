import { chmod, mkdir, open, symlink, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
/** Lambda's own limit on a function with its layers. */
const LARGEST_CONTENT = 250 * 1024 * 1024;
const MOST_ENTRIES = 100_000;
const SYMLINK = 0o12;
const OWNER_EXECUTES = 0o100;

interface Zip {
  readonly file: FileHandle;
  readonly size: number;
}

interface Entry {
  readonly name: string;
  readonly symlink: boolean;
  readonly executable: boolean;
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
}

/** The archive is none, or is one that Lambda would not take either. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

const inflate = promisify(inflateRaw) as (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

export async function unzip(archive: string, target: string): Promise<void> {
  const file = await open(archive);
  try {
    const zip = { file, size: (await file.stat()).size };
    const entries = await readEntries(zip);
    const total = entries.reduce((sum, entry) => sum + Math.max(entry.size, entry.compressedSize), 0);
    if (total > LARGEST_CONTENT) throw new ZipError(`its content is ${total} bytes, and ${LARGEST_CONTENT} is the limit`);
    const links: [string, string][] = [];
    for (const entry of entries) {
      const path = inside(target, entry.name);
      if (entry.name.endsWith('/')) {
        await mkdir(path, { recursive: true });
        continue;
      }
      const content = await readEntry(zip, entry);
      await mkdir(dirname(path), { recursive: true });
      if (entry.symlink) {
        const to = content.toString();
        inside(target, isAbsolute(to) ? to : join(dirname(entry.name), to));
        links.push([to, path]);
      } else {
        await writeFile(path, content);
        if (entry.executable) await chmod(path, 0o755);
      }
    }
    // Last, so that nothing is written through one.
    for (const [to, path] of links) await symlink(to, path);
  } finally {
    await file.close();
  }
}

function inside(root: string, name: string): string {
  const path = resolve(root, normalize(name));
  const way = relative(root, path);
  if (way === '..' || way.startsWith('../') || name.startsWith('/') || name.includes('\\') || name.includes('\0')) {
    throw new ZipError(`"${name}" leaves the archive`);
  }
  return path;
}

async function readEntries(zip: Zip): Promise<Entry[]> {
  const tail = await read(zip, Math.max(0, zip.size - END_SIZE - LONGEST_COMMENT), Math.min(zip.size, END_SIZE + LONGEST_COMMENT));
  let end = tail.length - END_SIZE;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end--;
  if (end < 0) throw new ZipError('it is not a zip file');
  const count = tail.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES || count === 0xffff) throw new ZipError('it has too many entries');
  const directory = await read(zip, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

  const entries: Entry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new ZipError('its directory is damaged');
    if (directory.readUInt16LE(at + 8) % 2 === 1) throw new ZipError('it is encrypted');
    const mode = directory.readUInt16LE(at + 40);
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      symlink: Math.floor(mode / 0o10000) === SYMLINK,
      executable: Math.floor(mode / OWNER_EXECUTES) % 2 === 1,
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readEntry(zip: Zip, { name, method, compressedSize, size, offset }: Entry): Promise<Buffer> {
  const local = await read(zip, offset, 30);
  if (local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new ZipError(`"${name}" is damaged`);
  const data = await read(zip, offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), compressedSize);
  if (method === 0) return data;
  if (method !== 8) throw new ZipError(`"${name}" is compressed by method ${method}; 0 and 8 are known`);
  return inflate(data, { maxOutputLength: Math.max(size, 1) }).catch((error: Error) => {
    throw new ZipError(`"${name}" is damaged: ${error.message}`);
  });
}

async function read({ file, size }: Zip, position: number, length: number): Promise<Buffer> {
  if (position + length > size) throw new ZipError('it is cut off');
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}
