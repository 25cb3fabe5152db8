import * as fs from 'node:fs';
import { join } from 'node:path';
import { App, type aws_apigateway as apigateway } from 'aws-cdk-lib';
import { IngestStack } from '../../examples/ingest/ingest-stack';
import { recorder } from '../../packages/gateway/src';
import { serve, stopServing } from '../support/gateway';
import { golden } from '../support/golden';
import { documentOf, resourcesOf, synthesize, warningsOf } from '../support/synthesize';

afterEach(stopServing);

const { context } = JSON.parse(fs.readFileSync(join(__dirname, '../../examples/ingest/cdk.json'), 'utf8'));
const ingest = () => new IngestStack(new App({ context, treeMetadata: false, analyticsReporting: false }), 'Ingest');

test('what it deploys', () => {
  const stack = ingest();
  const template = synthesize(stack);
  const { paths } = documentOf(template);
  expect(paths).toEqual(golden('ingest.paths', paths));
  const resources = Object.entries(template.Resources).map(([id, { Type }]) => `${id.replace(/(Deployment).*/, '$1')}: ${Type}`).sort();
  expect(resources).toEqual(golden('ingest.resources', resources));
  expect(warningsOf(stack)).toEqual([]);
});

test('what the API may do, and nothing else', () => {
  const roles = Object.entries(resourcesOf(synthesize(ingest()), 'AWS::IAM::Role')).filter(([id]) => id.startsWith('ApiIntegrationroles'));
  expect(roles.map(([, { Properties }]) => Properties.Policies[0].PolicyDocument.Statement)).toEqual([
    [{ Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Lake/), 'Arn'] }, '/files/*/*']] } }],
    [{ Effect: 'Allow', Action: ['kinesis:PutRecord', 'kinesis:PutRecords'], Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Records/), 'Arn'] } }],
  ]);
});

test('files and records, through HTTP', async () => {
  const lake = recorder({ headers: { ETag: '"1"' } });
  const put = recorder({ body: { SequenceNumber: '49', ShardId: 'shardId-0' } });
  const batch = recorder({ body: { FailedRecordCount: 0, Records: [{ SequenceNumber: '1' }, { SequenceNumber: '2' }] } });
  const stack = ingest();
  (stack.node.findChild('Api').node.findChild('Devices').node.findChild('Device').node.defaultChild as apigateway.CfnApiKey).value = 'a-key-of-twenty-characters';
  const gateway = await serve(stack, { stubs: { 's3': lake, 'kinesis:PutRecord': put, 'kinesis:PutRecords': batch } });
  const ask = (method: string, path: string, type: string, body: Buffer | string, key = 'a-key-of-twenty-characters') =>
    fetch(`${gateway.url('live')}${path}`, { method, body, headers: { 'Content-Type': type, 'X-API-Key': key } });
  const lines = (base64: string) => Buffer.from(base64, 'base64').toString().replace(/\n$/, '');

  const video = Buffer.from([0x00, 0xff, 0xfe, 0x80]);
  const refused = await ask('PUT', '/devices/7/files/a/b.mp4', 'video/mp4', video, 'another-key-of-twenty-characters');
  expect([refused.status, lake.calls]).toEqual([403, []]);

  const file = await ask('PUT', '/devices/7/files/a/b c.mp4', 'video/mp4', video);
  expect([file.status, file.headers.get('etag')]).toEqual([200, '"1"']);
  expect(lake.calls).toEqual([expect.objectContaining({ method: 'PUT', path: expect.stringMatching(/\/files\/7\/a\/b%20c\.mp4$/), headers: expect.objectContaining({ 'Content-Type': 'video/mp4' }), bytes: video })]);

  const one = await ask('POST', '/devices/7/records', 'application/json', '{"t": 21.5}');
  expect([one.status, await one.json()]).toEqual([202, { sequenceNumber: '49' }]);
  const { Data, PartitionKey } = JSON.parse(put.calls[0].body);
  expect([JSON.parse(lines(Data)), PartitionKey]).toEqual([{ device: '7', receivedAt: expect.any(String), record: { t: 21.5 } }, '7']);

  const two = await ask('POST', '/records', 'application/json', JSON.stringify({ records: [{ device: 'a', t: 1 }, { device: 'b', t: 2 }] }));
  expect([two.status, await two.json()]).toEqual([202, { failedRecords: [] }]);
  expect(JSON.parse(batch.calls[0].body).Records.map((record: any) => [lines(record.Data), record.PartitionKey])).toEqual([['{"device":"a","t":1}', 'a'], ['{"device":"b","t":2}', 'b']]);
});
