import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { directoryOf, functionOf, json, node, poolOf, python, read, testWith } from './support';

const pythonTest = testWith('python3');
import type { LambdaFunctionSpec } from '../../src/lambda/spec';
import { unzip } from '../../src/lambda/zip-file';

interface ZipEntry {
  readonly name: string;
  readonly data?: string | Buffer;
  readonly mode?: number;
  readonly method?: number;
  readonly size?: number;
  readonly flags?: number;
}

/** A zip file of what a real archiver would not write. */
function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data = '', mode = 0o644, method = 8, size, flags = 0 } of entries) {
    const raw = Buffer.from(data as string);
    const packed = method === 8 ? deflateRawSync(raw) : raw;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(size ?? raw.length, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt16LE(mode, 40);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

function fileOf(content: Buffer): string {
  const path = join(directoryOf({}), 'code.zip');
  writeFileSync(path, content);
  return path;
}

describe('zip files', () => {
  pythonTest('as an archiver writes them', async () => {
    const source = directoryOf({ 'index.js': 'x'.repeat(5000), 'a/b/c.txt': 'ä', 'empty': '', 'bin/tool': '#!/bin/sh\n' });
    chmodSync(join(source, 'bin/tool'), 0o755);
    symlinkSync('../a/b/c.txt', join(source, 'bin/link'));
    const path = join(directoryOf({}), 'code.zip');
    const script = `
import os, stat, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as archive:
    for folder, _, files in os.walk('.'):
        for name in files:
            file = os.path.join(folder, name)
            if os.path.islink(file):
                info = zipfile.ZipInfo(file[2:])
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(info, os.readlink(file))
            else:
                archive.write(file)
`;
    execFileSync('python3', ['-c', script, path], { cwd: source });
    const target = directoryOf({});
    await unzip(path, target);
    expect(execFileSync('diff', ['-r', source, target]).toString()).toBe('');
    expect(execFileSync(join(target, 'bin/tool')).toString()).toBe('');
    expect(readFileSync(join(target, 'bin/link'), 'utf8')).toBe('ä');
  });

  test.each<[string, Buffer, string]>([
    ['no zip file', Buffer.from('something else'), 'it is not a zip file'],
    ['nothing', Buffer.alloc(0), 'it is not a zip file'],
    ['an entry above', zipOf([{ name: '../evil.js' }]), '"../evil.js" leaves the archive'],
    ['an entry above, hidden', zipOf([{ name: 'a/../../evil.js' }]), '"a/../../evil.js" leaves the archive'],
    ['an entry at the root', zipOf([{ name: '/etc/evil' }]), '"/etc/evil" leaves the archive'],
    ['an entry of another system', zipOf([{ name: '..\\evil.js' }]), 'leaves the archive'],
    ['a link to above', zipOf([{ name: 'link', data: '../..', mode: 0o120777 }]), 'leaves the archive'],
    ['a link to the root', zipOf([{ name: 'link', data: '/etc', mode: 0o120777 }]), 'leaves the archive'],
    ['more than it says', zipOf([{ name: 'bomb', data: 'x'.repeat(1e6), size: 10 }]), '"bomb" is damaged'],
    ['too much', zipOf([{ name: 'bomb', data: 'x', size: 251 * 1024 * 1024 }]), '262144000 is the limit'],
    ['an unknown method', zipOf([{ name: 'a', method: 12 }]), 'is compressed by method 12'],
    ['encrypted', zipOf([{ name: 'a', flags: 1 }]), 'it is encrypted'],
    ['cut off', zipOf([{ name: 'a', data: 'x'.repeat(100), method: 0 }]).subarray(60), 'it is cut off'],
  ])('not: %s', async (_name, content, message) => {
    const target = directoryOf({});
    await expect(unzip(fileOf(content), target)).rejects.toThrow(message);
  });

  test('damaged in any place, they do no harm', async () => {
    const good = zipOf([{ name: 'a.js', data: 'x'.repeat(300) }, { name: 'b/c.js', data: 'y', method: 0 }]);
    const target = directoryOf({});
    const inner = join(target, 'inner');
    for (let i = 0; i < 300; i++) {
      const bad = Buffer.from(good);
      for (let j = 0; j <= i % 3; j++) bad[Math.floor(Math.random() * bad.length)] = Math.floor(Math.random() * 256);
      await unzip(fileOf(bad), inner).catch(({ message }: Error) => expect(message).not.toBe(''));
    }
    expect(readdirSync(target).filter((name) => name !== 'inner')).toEqual([]);
  });

  test('as code and as a layer', async () => {
    const code = fileOf(zipOf([{ name: 'src/app.js', data: 'exports.handler = async () => require("shared");' }]));
    const layer = fileOf(zipOf([{ name: 'nodejs/node_modules/shared/index.js', data: 'module.exports = "of the layer";' }]));
    const spec = functionOf({ handler: 'src/app.handler', code: { kind: 'archive', path: code }, layers: [layer] });
    expect(read(await poolOf().invoke(spec, json({})))).toBe('of the layer');
  });

  test('a bad one is refused, and tried again when it is better', async () => {
    const path = fileOf(Buffer.from('bad'));
    const spec = functionOf({ code: { kind: 'archive', path } });
    const pool = poolOf();
    expect(await pool.invoke(spec, json({}))).toMatchObject({ kind: 'refused', payload: Buffer.from(`orders cannot run: ${path} cannot be unzipped: it is not a zip file`) });
    writeFileSync(path, zipOf([{ name: 'index.js', data: 'exports.handler = async () => "good";' }]));
    expect(read(await pool.invoke(spec, json({})))).toBe('good');
  });
});

describe('inline code', () => {
  test('Node.js answers custom resources', async () => expectAnswer(node(`
      const response = require('cfn-response');
      exports.handler = (event, context) => response.send(event, context, response.SUCCESS, { a: 'ä' }, 'mine', true);`)));

  pythonTest('Python answers custom resources', async () => expectAnswer(python(`
import cfnresponse
def handler(event, context):
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {'a': 'ä'}, 'mine', True)
`)));

  async function expectAnswer(spec: LambdaFunctionSpec) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const asked = once(server, 'request').then(async ([request, response]: IncomingMessage[]) => {
      const body = await text(request);
      (response as unknown as { end(): void }).end();
      return [request.method, request.url, JSON.parse(body)];
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signed=1`;
    const outcome = await poolOf().invoke(spec, json({ ResponseURL: url, StackId: 's', RequestId: 'r', LogicalResourceId: 'l' }));
    expect(outcome.kind).toBe('result');
    expect(await asked).toEqual(['PUT', '/answer?signed=1', {
      Status: 'SUCCESS',
      Reason: expect.stringContaining('CloudWatch Log Stream'),
      PhysicalResourceId: 'mine',
      StackId: 's',
      RequestId: 'r',
      LogicalResourceId: 'l',
      NoEcho: true,
      Data: { a: 'ä' },
    }]);
    server.closeAllConnections();
    server.close();
  }

  test('its directory goes when the pool closes', async () => {
    const pool = poolOf();
    const directory = read(await pool.invoke(node('exports.handler = async () => process.cwd();'), json({}))) as string;
    expect(existsSync(directory)).toBe(true);
    await pool.close();
    expect(existsSync(directory)).toBe(false);
  });
});

test.each([
  ['code that is not there', { code: { kind: 'directory', path: '/nowhere/asset' } } as const, 'there is no /nowhere/asset'],
  ['a layer that is not there', { layers: ['/nowhere/layer'] }, 'there is no /nowhere/layer'],
  ['code in a bucket', { code: { kind: 's3', bucket: 'b', key: 'k.zip' } } as const, 'the code is not here but in s3://b/k.zip'],
  ['no runtime', { runtime: undefined }, 'the function has no runtime'],
  ['a runtime of old', { runtime: 'java21' }, 'java21 does not run here by itself'],
  ['environment that no process takes', { environment: { A: 'a\0b' } }, 'null bytes'],
])('refused: %s', async (_name, given, message) => {
  const pool = poolOf();
  for (let i = 0; i < 2; i++) {
    const outcome = await pool.invoke(functionOf(given), json({}));
    expect([outcome.kind, outcome.payload.toString()]).toEqual(['refused', expect.stringContaining(message)]);
  }
});

test('libraries are looked for in the code, then in the layers', async () => {
  const layer = directoryOf({ 'lib/liborders.so': '' });
  const spec = node('exports.handler = async () => [process.env.LAMBDA_TASK_ROOT, process.env.LD_LIBRARY_PATH];', { layers: [layer] });
  const [root, paths] = read(await poolOf().invoke(spec, json({}))) as string[];
  expect(paths.split(':').slice(0, 3)).toEqual([root, join(root, 'lib'), join(layer, 'lib')]);
});
