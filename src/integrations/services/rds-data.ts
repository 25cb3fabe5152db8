import type { aws_rds as rds, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { FAILURES, json } from './answers';
import { checkValues, keyGrants, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { escaped, jsonLiteral } from './template';
import { BOOLEAN, setTyped, type TypedValue } from './typed-value';
import { RequestValue } from '../../mapping/request-value';
import { sortedEntries } from '../../private/sorted';
import type { IntegrationBinder } from '../port';

/** Options of an integration that runs an SQL statement in an Aurora cluster. */
export interface RdsExecuteStatementIntegrationOptions extends ServiceIntegrationOptions {
  /** The secret of the database user. Only its ARN is in the template: the Data API reads the secret when it is called. */
  readonly secret: secretsmanager.ISecret;

  /** The statement, with the names of its parameters in it, e.g. `SELECT * FROM orders WHERE id = :id`. */
  readonly sql: string;

  /**
   * The values of the parameters, by name. One whose value is missing or empty is NULL.
   *
   * @default - the statement has no parameters
   */
  readonly parameters?: Record<string, TypedValue>;

  /**
   * The database.
   *
   * @default - the cluster's default database
   */
  readonly database?: string;
}

/** Rows as a list of objects, or how many rows changed. */
const RESULT = '#set($rows = "$!input.path(\'$.formattedRecords\')")#if($rows != \'\')$rows#{else}{"updatedRecords":$input.path(\'$.numberOfRecordsUpdated\')}#end';

/** Binds an integration that runs a statement. */
export function rdsExecuteStatement(cluster: rds.IDatabaseCluster, options: RdsExecuteStatementIntegrationOptions): IntegrationBinder {
  const { secret, sql, parameters, database } = options;
  return serviceIntegration(options, (context) => {
    checkValues(Object.values(parameters ?? {}).map(({ _value }) => _value), context);
    const members = [
      `"resourceArn":"${cluster.clusterArn}"`,
      `"secretArn":"${secret.secretArn}"`,
      ...(database === undefined ? [] : [`"database":${jsonLiteral(database)}`]),
      `"sql":${jsonLiteral(sql)}`,
      ...(parameters ? [`"parameters":[${sortedEntries(parameters).map(([name, value]) => parameter(name, value)).join(',')}]`] : []),
      '"formatRecordsAs":"JSON"',
    ];
    return {
      service: 'rds-data',
      operation: 'path/Execute',
      resource: cluster,
      shareable: false,
      grants: [
        { actions: ['rds-data:ExecuteStatement'], resources: [cluster.clusterArn] },
        // An ARN without the characters that Secrets Manager adds is not enough for a policy.
        { actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretFullArn ?? `${secret.secretArn}-??????`] },
        ...keyGrants(secret.encryptionKey, 'kms:Decrypt'),
      ],
      request: { headers: { 'Content-Type': RequestValue.literal('application/json') }, templates: json(`{${members.join(',')}}`) },
      success: { statusCode: 200, templates: json(RESULT) },
      failures: FAILURES,
    };
  });
}

/** A parameter of a statement. Numbers keep their digits: they are sent as text. */
function parameter(name: string, value: TypedValue): string {
  const text = `"${escaped('$v')}"`;
  const [field, hint] = {
    text: [`"stringValue":${text}`, ''],
    number: [`"stringValue":${text}`, ',"typeHint":"DECIMAL"'],
    flag: [`"booleanValue":${BOOLEAN}`, ''],
    bytes: [`"blobValue":${text}`, ''],
  }[value._type];
  return `{"name":${jsonLiteral(name)},"value":${setTyped(value)}#if($v == ''){"isNull":true}}#else{${field}}${hint}}#end`;
}
