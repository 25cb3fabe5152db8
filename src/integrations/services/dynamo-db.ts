import type { aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import { failuresByName, json, messageOf, override } from './answers';
import type {
  DynamoDbDeleteItemIntegrationOptions, DynamoDbGetItemIntegrationOptions, DynamoDbPutItemIntegrationOptions, DynamoDbQueryIntegrationOptions,
  DynamoDbUpdateItemIntegrationOptions, DynamoDbExpressionOptions,
} from './dynamo-db-options';
import { attributes, item, plainItem } from './dynamo-db-template';
import { checkValues, jsonRequest, keyGrants, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { jsonLiteral } from './template';
import type { TypedValue } from './typed-value';
import type { IntegrationResponse } from '../../mapping/integration-mapping';
import type { RequestValue } from '../../mapping/request-value';
import { sortedEntries } from '../../private/sorted';
import { isKnown } from '../../private/tokens';
import type { IntegrationBinder } from '../port';

/** As many as a template goes through: of a page with more, items would be lost. */
const ITEMS_LIMIT = 1000;

const FAILURES = failuresByName('$.__type', {
  400: ['ItemCollectionSizeLimitExceededException', 'SerializationException', 'ValidationException'],
  409: ['ConditionalCheckFailedException', 'TransactionConflictException'],
  429: ['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'],
});

const FOUND = `#set($root = $input.path('$'))#if($root.containsKey('Item'))#set($item = $root.Item)${plainItem('item')}`
  + `#else${override('404')}${messageOf(404)}#end`;

const UPDATED = `#set($item = $input.path('$.Attributes'))${plainItem('item')}`;

/** The token is the last key of the page in Base64, with the letters that URLs take as they are. */
const PAGE = '#set($root = $input.path(\'$\')){"items":[#foreach($item in $root.Items)' + plainItem('item') + '#if($foreach.hasNext),#end#end]'
  + '#if($root.containsKey(\'LastEvaluatedKey\')),"nextToken":"$util.base64Encode($input.json(\'$.LastEvaluatedKey\')).replace(\'+\', \'-\').replace(\'/\', \'_\')"#end}';

/** A string of JSON, and an attribute with its value. Possessive, so that no text makes them take long. */
const STRING = String.raw`"(?:[^"\\\x00-\x1F]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+"`;
const KEY_VALUE = String.raw`${STRING}\s*:\s*\{\s*"[SNB]"\s*:\s*${STRING}\s*\}`;

/** A token comes from the client: what is no key becomes an empty one, which DynamoDB refuses. */
const START_KEY = '#set($token = "$!input.params().querystring.get(\'nextToken\')")#if($token != \'\')'
  + '#set($start = \'{}\')#if($token.matches(\'(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}(?:==)?|[A-Za-z0-9_-]{3}=?)?\'))'
  + '#set($decoded = $util.base64Decode($token.replace(\'-\', \'+\').replace(\'_\', \'/\')))'
  + `#if($decoded.matches('\\{\\s*${KEY_VALUE}(?:\\s*,\\s*${KEY_VALUE})*\\s*\\}'))#set($start = $decoded)#end#end`
  + ',"ExclusiveStartKey":$start#end';

/** Binds an integration that gets an item. */
export function dynamoDbGetItem(table: dynamodb.ITable, options: DynamoDbGetItemIntegrationOptions): IntegrationBinder {
  const { key, consistentRead = false } = options;
  return tableIntegration('GetItem', table, options, {
    values: key,
    request: `"Key":${attributes(key)}${consistentRead ? ',"ConsistentRead":true' : ''}`,
    success: { statusCode: 200, templates: json(FOUND) },
  });
}

/** Binds an integration that puts an item. */
export function dynamoDbPutItem(table: dynamodb.ITable, options: DynamoDbPutItemIntegrationOptions): IntegrationBinder {
  const { key, attributes: others } = options;
  return tableIntegration('PutItem', table, options, {
    values: { ...key, ...others, ...options.values },
    request: `"Item":${item(key, others)}${condition(options)}`,
    success: { statusCode: 200, templates: json('{}') },
  });
}

/** Binds an integration that updates an item. */
export function dynamoDbUpdateItem(table: dynamodb.ITable, options: DynamoDbUpdateItemIntegrationOptions): IntegrationBinder {
  const { key, updateExpression } = options;
  return tableIntegration('UpdateItem', table, options, {
    values: { ...key, ...options.values },
    request: `"Key":${attributes(key)},"UpdateExpression":${jsonLiteral(updateExpression)},"ReturnValues":"ALL_NEW"${condition(options)}`,
    success: { statusCode: 200, templates: json(UPDATED) },
  });
}

/** Binds an integration that deletes an item. */
export function dynamoDbDeleteItem(table: dynamodb.ITable, options: DynamoDbDeleteItemIntegrationOptions): IntegrationBinder {
  const { key } = options;
  return tableIntegration('DeleteItem', table, options, {
    values: { ...key, ...options.values },
    request: `"Key":${attributes(key)}${condition(options)}`,
    success: { statusCode: 204 },
  });
}

/** Binds an integration that queries a table or an index. */
export function dynamoDbQuery(table: dynamodb.ITable, options: DynamoDbQueryIntegrationOptions): IntegrationBinder {
  const { keyConditionExpression, indexName, limit = ITEMS_LIMIT, descending = false, filterExpression } = options;
  return tableIntegration('Query', table, options, {
    values: { ...options.values },
    indexName,
    limit,
    request: [
      `"KeyConditionExpression":${jsonLiteral(keyConditionExpression)}`,
      ...(indexName === undefined ? [] : [`"IndexName":${jsonLiteral(indexName)}`]),
      ...(filterExpression === undefined ? [] : [`"FilterExpression":${jsonLiteral(filterExpression)}`]),
      `"Limit":${limit}`,
      `"ScanIndexForward":${!descending}${expression(options)}${START_KEY}`,
    ].join(','),
    success: { statusCode: 200, templates: json(PAGE) },
  });
}

interface TableCall {
  readonly values: Record<string, TypedValue>;
  readonly indexName?: string;
  /** How many items the answer may have. */
  readonly limit?: number;
  /** The members of the request beside the table's name. */
  readonly request: string;
  readonly success: IntegrationResponse;
}

function tableIntegration(action: string, table: dynamodb.ITable, options: ServiceIntegrationOptions, call: TableCall): IntegrationBinder {
  const { values, indexName, limit, request, success } = call;
  return serviceIntegration(options, (context) => {
    checkValues(Object.values(values).map(({ _value }): RequestValue => _value), context);
    if (isKnown(limit) && !(Number.isInteger(limit) && limit > 0 && limit <= ITEMS_LIMIT)) {
      context.problems.add('ServiceValue', context.route.routeKey, `limit: ${limit}`, `a page has 1 to ${ITEMS_LIMIT} items, since a template goes through no more`);
    }
    return {
      service: 'dynamodb',
      operation: `action/${action}`,
      resource: table,
      shareable: false,
      grants: [
        { actions: [`dynamodb:${action}`], resources: [indexName === undefined ? table.tableArn : `${table.tableArn}/index/${indexName}`] },
        ...keyGrants(table.encryptionKey, 'kms:Decrypt'),
      ],
      request: jsonRequest('1.0', `{"TableName":"${table.tableName}",${request}}`),
      success,
      failures: FAILURES,
    };
  });
}

function condition(options: DynamoDbExpressionOptions): string {
  const { conditionExpression } = options;
  return `${conditionExpression === undefined ? '' : `,"ConditionExpression":${jsonLiteral(conditionExpression)}`}${expression(options)}`;
}

/** What stands behind the names and values of expressions. */
function expression({ names = {}, values = {} }: Pick<DynamoDbExpressionOptions, 'names' | 'values'>): string {
  const entries = sortedEntries(names).map(([name, attribute]) => `${jsonLiteral(name)}:${jsonLiteral(attribute)}`);
  const hasValues = Object.keys(values).length > 0;
  return `${entries.length > 0 ? `,"ExpressionAttributeNames":{${entries.join(',')}}` : ''}${hasValues ? `,"ExpressionAttributeValues":${attributes(values)}` : ''}`;
}
