import type { Json } from '../../src/json';
import { evaluated } from '../support/read';

const SECTIONS = {
  Parameters: {
    Name: { Type: 'String', Default: 'orders' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    Number: { Type: 'Number', Default: 7 },
  },
  Mappings: { Hosts: { 'eu-west-1': { dev: 'dev.example', ports: ['80', '443'] } } },
  Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Equals': ['a', 'b'] } },
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } } },
};

test.each<[name: string, value: Json, want: Json]>([
  ['a value without functions', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
  ['Ref of a parameter', { Ref: 'Name' }, 'orders'],
  ['Ref of a number', { Ref: 'Number' }, 7],
  ['Ref of a list', { Ref: 'Zones' }, ['a', 'b', 'c']],
  ['Ref of a resource', { Ref: 'Queue' }, 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs'],
  ['Ref of a pseudo parameter', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, { Ref: 'AWS::Partition' }, { Ref: 'AWS::URLSuffix' }], ['eu-west-1', '123456789012', 'aws', 'amazonaws.com']],
  ['the stack', [{ Ref: 'AWS::StackName' }, { Ref: 'AWS::StackId' }, { Ref: 'AWS::NotificationARNs' }], ['Shop', 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Shop/local', []]],
  ['AWS::NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['AWS::NoValue in a list', [{ Ref: 'AWS::NoValue' }, 1], [1]],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:123456789012:jobs'],
  ['GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:eu-west-1:123456789012:jobs'],
  ['GetAtt with a function for the attribute', { 'Fn::GetAtt': ['Queue', { 'Fn::Join': ['', ['Ar', 'n']] }] }, 'arn:aws:sqs:eu-west-1:123456789012:jobs'],
  ['Sub', { 'Fn::Sub': 'x-${Name}-${ AWS::Region }-${Queue.QueueName}' }, 'x-orders-eu-west-1-jobs'],
  ['Sub with a literal', { 'Fn::Sub': '${!stageVariables.host}/${Name}' }, '${stageVariables.host}/orders'],
  ['Sub with variables', { 'Fn::Sub': ['${Name}-${Other}', { Other: { Ref: 'Number' }, Name: 'own' }] }, 'own-7'],
  ['Sub with AWS::NoValue', { 'Fn::Sub': 'x${AWS::NoValue}' }, 'x'],
  ['Sub without a name', { 'Fn::Sub': 'a${}b$c' }, 'a${}b$c'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 1, { Ref: 'AWS::NoValue' }]] }, 'a-orders-1'],
  ['Join of a list parameter', { 'Fn::Join': ['', { Ref: 'Zones' }] }, 'abc'],
  ['Split', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }, ['arn', 'aws', 'sqs', 'eu-west-1', '123456789012', 'jobs']],
  ['Select', { 'Fn::Select': ['1', { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
  ['FindInMap', { 'Fn::FindInMap': ['Hosts', { Ref: 'AWS::Region' }, 'dev'] }, 'dev.example'],
  ['FindInMap of a list', { 'Fn::FindInMap': ['Hosts', 'eu-west-1', 'ports'] }, ['80', '443']],
  ['FindInMap with a default', { 'Fn::FindInMap': ['Hosts', 'mars', 'dev', { DefaultValue: { Ref: 'Name' } }] }, 'orders'],
  ['Base64', { 'Fn::Base64': { 'Fn::Sub': 'é${Name}' } }, Buffer.from('éorders').toString('base64')],
  ['Cidr', { 'Fn::Cidr': ['10.0.1.7/16', 3, 8] }, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
  ['Cidr with the default bits', { 'Fn::Cidr': ['192.168.0.0/24', '1'] }, ['192.168.0.0/24']],
  ['Cidr of IPv6', { 'Fn::Cidr': ['2001:db8:0:1200::/56', 3, 64] }, ['2001:db8:0:1200::/64', '2001:db8:0:1201::/64', '2001:db8:0:1202::/64']],
  ['Cidr of the first addresses', { 'Fn::Cidr': ['::/8', 2, 8] }, ['::/120', '::100/120']],
  ['Cidr of addresses with IPv4 at their end', { 'Fn::Cidr': ['::ffff:192.0.2.1/120', 2, 4] }, ['::ffff:c000:200/124', '::ffff:c000:210/124']],
  ['GetAZs of here', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
  ['GetAZs of elsewhere', { 'Fn::GetAZs': 'us-east-1' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
  ['If', [{ 'Fn::If': ['Yes', 'a', { Ref: 'Missing' }] }, { 'Fn::If': ['No', 'a', 'b'] }], ['a', 'b']],
  ['If with AWS::NoValue', { a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } }, {}],
  ['Equals where a value stands', { 'Fn::Equals': [{ Ref: 'Name' }, 'orders'] }, true],
  ['Length', { 'Fn::Length': { Ref: 'Zones' } }, 3],
  ['ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Number' } } }, '{"a":7}'],
  ['ForEach in a property', { 'Fn::ForEach::Zone': ['Z', { Ref: 'Zones' }, { 'Key${Z}': { Ref: 'Z' } }], 'b': 1 }, { Keya: 'a', Keyb: 'b', Keyc: 'c', b: 1 }],
  ['an object that looks like a function but has more members', { Ref: 'Name', b: 1 }, { Ref: 'Name', b: 1 }],
  ['a member called __proto__', JSON.parse('{"__proto__": {"Ref": "Name"}}'), JSON.parse('{"__proto__": "orders"}')],
])('%s', (_, value, want) => {
  expect(evaluated(value, SECTIONS)).toStrictEqual({ value: want, said: [] });
});

const AT = '/Properties/Value';

test.each<[name: string, value: Json, want: Json | undefined, said: string]>([
  ['Ref of nothing', { Ref: 'Missing' }, 'unknown-Missing', `unknown-reference ${AT}/Ref`],
  ['Ref of no text', { Ref: [] }, undefined, `invalid-function ${AT}/Ref`],
  ['Ref of a prototype\'s member', { Ref: 'constructor' }, 'unknown-constructor', `unknown-reference ${AT}/Ref`],
  ['GetAtt of nothing', { 'Fn::GetAtt': ['Missing', 'Arn'] }, 'unknown-Missing.Arn', `unknown-reference ${AT}/Fn::GetAtt`],
  ['GetAtt without an attribute', { 'Fn::GetAtt': 'Queue' }, undefined, `invalid-function ${AT}/Fn::GetAtt`],
  ['GetAtt of an unknown attribute', { 'Fn::GetAtt': ['Queue', 'Color'] }, 'jobs.Color', `unknown-attribute ${AT}/Fn::GetAtt`],
  ['GetAtt of an unknown ARN', { 'Fn::GetAtt': ['Queue', 'DeadArn'] }, 'arn:aws:sqs:eu-west-1:123456789012:jobs', `unknown-attribute ${AT}/Fn::GetAtt`],
  ['Sub of a missing name', { a: { 'Fn::Sub': 'x${Missing}' } }, { a: 'xunknown-Missing' }, `unknown-reference ${AT}/a/Fn::Sub`],
  ['Sub of a list', { 'Fn::Sub': 'x${Zones}' }, 'x', `invalid-function ${AT}/Fn::Sub`],
  ['Sub of no text', { 'Fn::Sub': 1 }, undefined, `invalid-function ${AT}/Fn::Sub`],
  ['Join of no list', { 'Fn::Join': ['-', 'a'] }, undefined, `invalid-function ${AT}/Fn::Join/1`],
  ['Join of objects', { 'Fn::Join': ['-', [{}]] }, undefined, `invalid-function ${AT}/Fn::Join`],
  ['Join of one argument', { 'Fn::Join': ['-'] }, undefined, `invalid-function ${AT}/Fn::Join`],
  ['Split without a delimiter', { 'Fn::Split': ['', 'a'] }, undefined, `invalid-function ${AT}/Fn::Split`],
  ['Select beyond the end', { 'Fn::Select': [2, ['a']] }, undefined, `invalid-function ${AT}/Fn::Select`],
  ['Select of a text', { 'Fn::Select': [0, 'a'] }, undefined, `invalid-function ${AT}/Fn::Select/1`],
  ['FindInMap of nothing', { 'Fn::FindInMap': ['Hosts', 'mars', 'dev'] }, undefined, `invalid-function ${AT}/Fn::FindInMap`],
  ['Cidr of too much', { 'Fn::Cidr': ['10.0.0.0/30', 3, 8] }, undefined, `invalid-function ${AT}/Fn::Cidr`],
  ['Cidr of too much IPv6', { 'Fn::Cidr': ['2001:db8::/64', 3, 63] }, undefined, `invalid-function ${AT}/Fn::Cidr`],
  ['Cidr without bits', { 'Fn::Cidr': ['10.0.0.0/16', 1, 0] }, undefined, `invalid-function ${AT}/Fn::Cidr`],
  ['Cidr of something else', { 'Fn::Cidr': ['all/8', 3, 8] }, undefined, `invalid-function ${AT}/Fn::Cidr`],
  ['If of a missing condition', { 'Fn::If': ['Maybe', 1, 2] }, 2, `unknown-reference ${AT}/Fn::If`],
  ['If without a name', { 'Fn::If': [true, 1, 2] }, undefined, `invalid-function ${AT}/Fn::If`],
  ['a function that is none', { 'Fn::Magic': 1 }, {}, `invalid-function ${AT}/Fn::Magic`],
  ['an import that nobody exports', { 'Fn::ImportValue': 'Nothing' }, 'unknown-Nothing', `unknown-export ${AT}/Fn::ImportValue`],
  ['a dynamic reference', 'x{{resolve:secretsmanager:db:SecretString:password}}y', 'xunknown-db:SecretString:passwordy', `dynamic-reference ${AT}`],
  ['an unknown macro', { 'Fn::Transform': { Name: 'Mine' } }, {}, `invalid-function ${AT}/Fn::Transform`],
  ['a snippet that is nowhere', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } }, {}, `unreadable-file ${AT}/Fn::Transform`],
])('%s', (_, value, want, said) => {
  expect(evaluated(value, SECTIONS)).toStrictEqual({ value: want, said: [said] });
});

test('a snippet stands where it is included, its functions carried out', () => {
  const value = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: { 'Fn::Sub': '${Name}.yaml' } } }, 'b': 2 };
  expect(evaluated(value, SECTIONS, { files: { 'orders.yaml': 'a: {Ref: Name}\nb: 1' } })).toStrictEqual({ value: { a: 'orders', b: 2 }, said: [] });
});

test('a snippet that includes itself', () => {
  const value = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'a.json' } } };
  const { said } = evaluated(value, SECTIONS, { files: { 'a.json': JSON.stringify({ a: value }) } });
  expect(said).toEqual([`circular-reference ${AT}/Fn::Transform/a/Fn::Transform`]);
});
