import * as fs from 'node:fs';
import * as path from 'node:path';

interface Documented { readonly docs?: { readonly summary?: string; readonly default?: string } }
interface TypeReference { readonly primitive?: string; readonly union?: object; readonly collection?: { readonly elementtype: TypeReference } }
interface Property extends Documented { readonly name: string; readonly optional?: boolean; readonly type: TypeReference }
interface Parameter extends Documented { readonly name: string; readonly optional?: boolean; readonly type: TypeReference }
interface Method extends Documented {
  readonly name: string;
  readonly parameters?: Parameter[];
  readonly returns?: { readonly type: TypeReference };
}
interface Type extends Documented {
  readonly name: string;
  readonly kind: string;
  readonly datatype?: boolean;
  readonly properties?: Property[];
  readonly methods?: Method[];
  readonly initializer?: { readonly parameters?: Parameter[] };
  readonly members?: (Documented & { readonly name: string })[];
}

const assembly = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', '.jsii'), 'utf8'));
const types: Type[] = Object.values(assembly.types);

/** What jsii cannot say in every language, with the reason why it has to be here. */
const ANY = ['MockIntegrationOptions.body'];

function* references(): Generator<[string, TypeReference]> {
  for (const type of types) {
    for (const property of type.properties ?? []) yield [`${type.name}.${property.name}`, property.type];
    for (const { name, parameters = [], returns } of type.methods ?? []) {
      for (const parameter of parameters) yield [`${type.name}.${name}(${parameter.name})`, parameter.type];
      if (returns) yield [`${type.name}.${name}()`, returns.type];
    }
    for (const parameter of type.initializer?.parameters ?? []) yield [`new ${type.name}(${parameter.name})`, parameter.type];
  }
}

function holds(reference: TypeReference, test: (inner: TypeReference) => boolean): boolean {
  return test(reference) || (reference.collection !== undefined && holds(reference.collection.elementtype, test));
}

test('no union: it has no type in Java, C# and Go', () => {
  expect([...references()].filter(([, type]) => holds(type, ({ union }) => union !== undefined)).map(([name]) => name)).toEqual([]);
});

test('no any, but where it is meant', () => {
  expect([...references()].filter(([, type]) => holds(type, ({ primitive }) => primitive === 'any')).map(([name]) => name)).toEqual(ANY);
});

test('everything is documented', () => {
  const missing = types.flatMap((type) => [
    [type.name, type] as const,
    ...[...type.properties ?? [], ...type.methods ?? [], ...type.members ?? []].map((member) => [`${type.name}.${member.name}`, member] as const),
  ]).filter(([, { docs }]) => !docs?.summary).map(([name]) => name);
  expect(missing).toEqual([]);
});

test('every optional member says what happens without it', () => {
  const silent = types.filter(({ datatype }) => datatype)
    .flatMap(({ name, properties = [] }) => properties.filter(({ optional, docs }) => optional && !docs?.default).map((property) => `${name}.${property.name}`));
  expect(silent).toEqual([]);
});

test('an option struct has at most twelve members of its own', () => {
  const large = types.filter(({ datatype, properties = [] }) => datatype && properties.length > 12).map(({ name }) => name);
  expect(large).toEqual([]);
});

test('the public types, each one on purpose', () => {
  expect(types.map(({ name }) => name).sort()).toEqual([
    'AccessLog',
    'AccessLogOptions',
    'ApiEndpoint',
    'ApiKey',
    'ApiKeyProps',
    'ApiKeySource',
    'ApiResource',
    'Authorizer',
    'CacheSize',
    'ClientCertificate',
    'ClientCertificateProps',
    'CloudWatchRole',
    'ContentHandling',
    'ExecutionLogLevel',
    'HttpProxyIntegrationOptions',
    'IClientCertificate',
    'IRestApi',
    'Integration',
    'IntegrationRequest',
    'IntegrationResponse',
    'LambdaFunctionIntegrationOptions',
    'MappingTemplate',
    'MockIntegrationOptions',
    'NewLogGroupAccessLogOptions',
    'PassthroughBehavior',
    'Quota',
    'QuotaOptions',
    'ReleaseLedger',
    'RequestValue',
    'ResponseValue',
    'RestApi',
    'RestApiAccessOptions',
    'RestApiAttributes',
    'RestApiContentOptions',
    'RestApiEndpointOptions',
    'RestApiProps',
    'RestStage',
    'RestStageProps',
    'RouteCache',
    'RouteCacheOptions',
    'RouteOptions',
    'StageCacheOptions',
    'StageObservabilityOptions',
    'StageOptions',
    'StageRelease',
    'StageRouteOptions',
    'StageTrafficOptions',
    'UsagePlan',
    'UsagePlanProps',
  ]);
});

test('the targets of every jsii language', () => {
  expect(Object.keys(assembly.targets).sort()).toEqual(['dotnet', 'go', 'java', 'js', 'python']);
});
