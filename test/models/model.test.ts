import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Aws } from 'aws-cdk-lib';
import { Integration, Model } from '../../src';
import type { SchemaObject } from '../../src/document/openapi';
import { testApi, testStack } from '../support/apps';
import { documentOf, problemsOf, synthesize, warningsOf } from '../support/synthesize';

/** The schemas of an API whose only route takes some models. */
function schemasOf(...models: Model[]): Record<string, SchemaObject> {
  const stack = testStack();
  testApi(stack).addRoute('POST /a', Integration.mock(), { request: { bodies: Object.fromEntries(models.map((model, i) => [`application/v${i}`, model])) } });
  return documentOf(synthesize(stack)).components!.schemas!;
}

function findingsOf(...models: Model[]): string[] {
  const stack = testStack();
  testApi(stack, { models }).addRoute('GET /a', Integration.mock());
  const problems = problemsOf(stack);
  return (problems.length > 0 ? problems : warningsOf(stack)).map((one) => one.replace('[Shop/Orders] ', ''));
}

const model = (schema: object) => Model.fromSchema('Order', schema);

describe('what stands in the document', () => {
  test.each<[string, object, object]>([
    ['a schema', { type: 'object', properties: { id: { type: 'string', pattern: '^o-' } }, required: ['id'] },
      { type: 'object', properties: { id: { type: 'string', pattern: '^o-' } }, required: ['id'] }],
    ['no annotation that the import drops', { $schema: 'http://json-schema.org/draft-04/schema#', id: 'order', type: 'string', default: 'x', example: 'y', readOnly: true, deprecated: true },
      { type: 'string' }],
    ['properties that are called like keywords', { properties: { default: { type: 'string' }, id: { type: 'integer', format: 'int32' }, $ref: { type: 'string' } } },
      { properties: { default: { type: 'string' }, id: { type: 'integer' }, $ref: { type: 'string' } } }],
    ['several types as alternatives', { type: ['string', 'null'], maxLength: 3 }, { maxLength: 3, anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['nullable as a type', { type: 'string', nullable: true, enum: ['a'] }, { enum: ['a', null], anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['several types beside other alternatives', { type: ['string', 'integer'], anyOf: [{ minLength: 1 }, { minimum: 1 }] },
      { anyOf: [{ minLength: 1 }, { minimum: 1 }], allOf: [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }] }],
    ['an exclusive minimum, without the keyword that the import drops', { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
      { type: 'number', minimum: 0, maximum: 9, exclusiveMaximum: true, allOf: [{ not: { enum: [0] } }] }],
    ['itself', { type: 'object', properties: { parts: { type: 'array', items: { $ref: '#' } } } },
      { type: 'object', properties: { parts: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } }],
    ['what is inside lists, maps and single schemas', {
      allOf: [{ nullable: true, type: 'string' }],
      not: { example: 1, type: 'null' },
      patternProperties: { '^x': { default: 1 } },
      dependencies: { a: ['b'], c: { example: 1 } },
      additionalProperties: { $ref: '#/definitions/Order' },
      items: [{ format: 'int64', type: 'integer' }],
    }, {
      allOf: [{ anyOf: [{ type: 'string' }, { type: 'null' }] }],
      not: { type: 'null' },
      patternProperties: { '^x': {} },
      dependencies: { a: ['b'], c: {} },
      additionalProperties: { $ref: '#/components/schemas/Order' },
      items: [{ type: 'integer' }],
    }],
  ])('%s', (_, given, want) => {
    expect(schemasOf(model(given))).toEqual({ Order: want });
  });

  test('a model in a model, once', () => {
    const item = Model.fromSchema('Item', { type: 'string' });
    const order = model({ type: 'object', properties: { first: item, all: { type: 'array', items: item } } });
    expect(schemasOf(order, item)).toEqual({
      Item: { type: 'string' },
      Order: { type: 'object', properties: { first: { $ref: '#/components/schemas/Item' }, all: { type: 'array', items: { $ref: '#/components/schemas/Item' } } } },
    });
  });

  test('models that refer to each other', () => {
    const parts: Record<string, unknown> = { type: 'array' };
    const order = model({ type: 'object', properties: { parts } });
    parts.items = order;
    expect(schemasOf(order)).toEqual({ Order: { type: 'object', properties: { parts: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } } });
  });

  test('definitions, as models of their own', () => {
    expect(schemasOf(model({
      $ref: '#/definitions/an-order',
      definitions: { 'an-order': { type: 'object', properties: { next: { $ref: '#/definitions/an-order' }, shop: { $ref: '#/definitions/Shop' } } }, 'Shop': { type: 'string' } },
    }))).toEqual({
      Order: { $ref: '#/components/schemas/Orderanorder' },
      Orderanorder: { type: 'object', properties: { next: { $ref: '#/components/schemas/Orderanorder' }, shop: { $ref: '#/components/schemas/OrderShop' } } },
      OrderShop: { type: 'string' },
    });
  });

  test('the same model from several objects, and values that are known at deployment only', () => {
    const one = () => model({ type: 'string', enum: [Aws.REGION], pattern: Aws.REGION });
    expect(schemasOf(one(), one())).toEqual({ Order: { type: 'string', enum: [{ Ref: 'AWS::Region' }], pattern: { Ref: 'AWS::Region' } } });
  });

  test('a schema in a file', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'model-')), 'order.schema.json');
    fs.writeFileSync(file, '{ "type": "object", "maxProperties": 3 }');
    expect(schemasOf(Model.fromFile('Order', file))).toEqual({ Order: { type: 'object', maxProperties: 3 } });
  });
});

describe('what API Gateway refuses', () => {
  function circular(): Model {
    const schema: Record<string, any> = { type: 'object', properties: {} };
    schema.properties.parent = schema;
    return model(schema);
  }

  test.each<[string, object, string]>([
    ['an empty schema', {}, 'the schema of model "Order" is empty, which API Gateway refuses. Remedy: say at least a "type".'],
    ['a type', { type: 'strin' }, '"/type" of model "Order" is "strin". Remedy: use one or several of array, boolean, integer, null, number, object, string.'],
    ['a type twice', { type: ['string', 'string'] }, '"/type" of model "Order" is ["string","string"]. Remedy: use one or several of array, boolean, integer, null, number, object, string.'],
    ['a deep place', { properties: { 'a/b': { items: [{ maxLength: -1 }] } } }, '"/properties/a~1b/items/0/maxLength" of model "Order" is -1. Remedy: use a whole number from 0.'],
    ['required as a flag', { properties: { a: { required: true } } },
      '"/properties/a/required" of model "Order" is true. Remedy: use a list of one or more different names, beside "properties".'],
    ['no required name', { required: [] }, '"/required" of model "Order" is []. Remedy: use a list of one or more different names, beside "properties".'],
    ['a pattern', { pattern: '(' }, expect.stringMatching(/^"\/pattern" of model "Order" is no regular expression \(.*\)\. Remedy: use one of ECMA 262\.$/) as unknown as string],
    ['a pattern of names', { patternProperties: { '[': {} } },
      expect.stringMatching(/^"\/patternProperties\/\[" of model "Order" is no regular expression/) as unknown as string],
    ['a minimum', { minimum: '1' }, '"/minimum" of model "Order" is "1". Remedy: use a number.'],
    ['a factor', { multipleOf: 0 }, '"/multipleOf" of model "Order" is 0. Remedy: use a number above 0.'],
    ['an enumeration', { enum: [] }, '"/enum" of model "Order" is []. Remedy: use a list of one or more values.'],
    ['alternatives', { oneOf: {} }, '"/oneOf" of model "Order" is {}. Remedy: use a list of schemas.'],
    ['properties', { properties: [] }, '"/properties" of model "Order" is []. Remedy: use an object of schemas.'],
    ['dependencies', { dependencies: { a: [1] } }, '"/dependencies/a" of model "Order" is [1]. Remedy: use a list of one or more different names, beside "properties".'],
    ['a flag', { uniqueItems: 'yes' }, '"/uniqueItems" of model "Order" is "yes". Remedy: use true or false.'],
    ['a later keyword', { properties: { kind: { const: 'a' } } }, '"/properties/kind/const" of model "Order" is of a later draft than 4. Remedy: use "enum" with one value.'],
    ['later definitions', { $defs: {}, type: 'object' }, '"/$defs" of model "Order" is of a later draft than 4. Remedy: call it "definitions".'],
    ['a limit of draft 6', { exclusiveMaximum: 5 },
      '"/exclusiveMaximum" of model "Order" is 5. Remedy: draft 4 says it in two keywords: "maximum": 5 and true here.'],
    ['a schema of draft 6', { items: true }, '"/items" of model "Order" is true. Remedy: draft 4 has no such schema: use {} or { "not": {} }.'],
  ])('%s', (_, schema, want) => {
    const [problem, ...others] = findingsOf(model(schema));
    expect(problem.replace(/^ModelSchema: /, '')).toEqual(want);
    expect(others).toEqual([]);
  });

  test.each<[string, Model[], string[]]>([
    ['a name', [Model.fromSchema('New-Order', { type: 'string' })], ['ModelName: "New-Order" is not a model name. Remedy: use letters and digits only, e.g. "NewOrder".']],
    ['two models of one name', [model({ type: 'string' }), model({ type: 'integer' })],
      ['DuplicateModel: two different models are named "Order". Remedy: give each a name of its own, or use one of them in both places.']],
    ['a definition that has the name of a model', [model({ definitions: { Item: { type: 'string' } }, type: 'object' }), Model.fromSchema('OrderItem', { type: 'integer' })],
      ['DuplicateModel: two different models are named "OrderItem". Remedy: give each a name of its own, or use one of them in both places.']],
    ['a missing model', [model({ items: { $ref: '#/components/schemas/Item' } }), Model.fromSchema('List', { items: { $ref: '#/definitions/Other' } })], [
      'ModelMissing: model "Order" refers to the model "Item", which the API does not have. Remedy: add it to the API with models: […], or put the Model itself in the place of the reference.',
      'ModelMissing: model "List" refers to the model "Other", which the API does not have. Remedy: add it to the API with models: […], or put the Model itself in the place of the reference.',
    ]],
    ['two definitions that get one name', [model({ definitions: { line_item: { type: 'string' }, lineitem: { type: 'integer' } }, type: 'object' })],
      ['DuplicateModel: two different models are named "Orderlineitem". Remedy: give each a name of its own, or use one of them in both places.']],
    ['a circle of objects', [circular()], [
      'ModelSchema: the schema of model "Order" has itself in it. '
      + 'Remedy: write { "$ref": "#" } where it begins anew, or name the part in "definitions" and refer to that.',
    ]],
    ['another file', [model({ items: { $ref: 'item.json#/definitions/Item' } })],
      ['ModelReference: "/items/$ref" of model "Order" refers to "item.json#/definitions/Item", which API Gateway cannot follow. '
        + 'Remedy: put the other model itself in its place, or write "#/components/schemas/Name" or "#/definitions/Name".']],
    ['more than 400 KB', ['A', 'B'].map((name) => Model.fromSchema(name, { enum: ['x'.repeat(205_000)] })),
      ['ModelsTooLarge: the models of this API have 410026 bytes, and at most 409600 are allowed. Remedy: split the API in two, or check less.']],
    ['a missing file', [Model.fromFile('Order', '/no/such/file.json')],
      ['ModelFile: the file "/no/such/file.json" of model "Order" cannot be read: ENOENT: no such file or directory, open \'/no/such/file.json\'. '
        + 'Remedy: name a file of JSON, from where the app runs.']],
  ])('%s', (_, models, want) => {
    expect(findingsOf(...models)).toEqual(want);
  });
});

test('a keyword that nobody knows is a warning, and vendors may have their own', () => {
  expect(findingsOf(model({ 'x-java-type': 'Order', 'properties': { id: { requried: true } } }))).toEqual([
    '"/properties/id" of model "Order" has the keyword "requried", which is in no version of JSON Schema and checks nothing. Remedy: correct its spelling, or begin it with "x-". '
    + '[ack: stagecraft:ModelKeyword]',
  ]);
});

test('a model that is used twice warns once', () => {
  const stack = testStack();
  const misspelt = Model.fromSchema('Order', { type: 'object', typo: 1 });
  const api = testApi(stack);
  api.addRoute('POST /a', Integration.mock(), { request: { body: misspelt } });
  api.addRoute('POST /b', Integration.mock(), { request: { body: misspelt } });
  expect(warningsOf(stack)).toHaveLength(1);
});
