import { define, GUIDE, LIMITS, NOTES, quote } from '../private/problem-definition';

/** The problems of stages. */
export const STAGE_PROBLEMS = {
  StageName: define('A stage name is 1 to 128 letters, digits, hyphens and underscores.', NOTES,
    (name: string) => ({ what: `${quote(name)} is not a stage name`, remedy: 'use 1 to 128 letters, digits, "-" and "_"' })),
  DuplicateStage: define('A stage name is used once in an API.', `${GUIDE}set-up-stages.html`,
    (name: string) => ({ what: `stage ${quote(name)} is added twice`, remedy: 'remove one of the two, or give it another name' })),
  StageElsewhere: define('A stage stands in the stack of its API.', `${GUIDE}set-up-stages.html`,
    (stage: string, stack: string, apiStack: string) => ({
      what: `stage ${quote(stage)} is in the stack ${quote(stack)} and its API in ${quote(apiStack)}: every deployment would be an export in use, which CloudFormation does not change`,
      remedy: 'add the stage with addStage(), or give it a scope in the API\'s stack',
    })),
  TooManyStages: define('An API has 10 stages unless the quota is raised.', LIMITS,
    (count: number) => ({ what: `the API has ${count} stages, and the default quota is 10`, remedy: 'ask for a higher "Stages per API" quota' })),
  VariableName: define('A stage variable is named with 1 to 64 letters, digits and underscores.', `${GUIDE}aws-api-gateway-stage-variables-reference.html`,
    (name: string) => ({ what: `${quote(name)} is not a name for a stage variable`, remedy: 'use 1 to 64 letters, digits and "_"' })),
  VariableValue: define('A stage variable\'s value is at most 512 characters of A-Z a-z 0-9 - . _ ~ : / ? # & = ,', `${GUIDE}aws-api-gateway-stage-variables-reference.html`,
    (name: string, value: string, why: string) => ({
      what: `stage variable ${quote(name)} has the value ${quote(value)}: ${why}`,
      remedy: 'use at most 512 of the characters A-Z a-z 0-9 - . _ ~ : / ? # & = ,',
    })),
  TooManyVariables: define('A stage has at most 100 variables.', LIMITS,
    (count: number) => ({ what: `the stage has ${count} variables, and at most 100 are allowed`, remedy: 'keep settings of this number in the functions or in Parameter Store' })),
  UndefinedVariable: define('A stage variable that a route uses is defined on every stage.', `${GUIDE}stage-variables.html`,
    (stage: string, variable: string, routeKeys: string[]) => ({
      what: `stage ${quote(stage)} does not define the variable ${quote(variable)} that ${routeKeys.map(quote).join(', ')} use${routeKeys.length === 1 ? 's' : ''}`,
      remedy: `add it: variables: { ${variable}: … }`,
    })),
  ReservedVariable: define('The variable lambdaAlias selects the alias that a stage invokes.', `${GUIDE}stage-variables.html`,
    (name: string) => ({ what: `the stage variable ${quote(name)} is set by Stagecraft itself`, remedy: 'choose the alias with aliasName, or use another variable' })),
  AliasName: define('A Lambda alias is named with 1 to 128 letters, digits, hyphens and underscores, not digits alone.', 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html',
    (stage: string, name: string) => ({
      what: `stage ${quote(stage)} would invoke the alias ${quote(name)}, a name that Lambda refuses`,
      remedy: 'set aliasName to 1 to 128 letters, digits, "-" and "_", with at least one that is no digit',
    })),
  AliasVersion: define('An alias points at one version.', 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
    (stage: string, alias: string, handler: string, version: string, otherwise: string) => ({
      what: `stage ${quote(stage)} binds the alias ${quote(alias)} of ${handler} to ${version}, but ${otherwise}`,
      remedy: 'set aliasName to a name of its own for one of them',
    })),
  AliasTwice: define('An alias of a function is made once.', 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
    (stage: string, alias: string, handler: string, other: string) => ({
      what: `stage ${quote(stage)} makes the alias ${quote(alias)} of ${handler}, and ${other} makes it, too`,
      remedy: 'make that one with Function.addAlias() before the stage, which then takes it, or set aliasName of the stage',
    })),
  CrossAccountHandler: define('A function that follows its stage is in the API\'s account and Region.', `${GUIDE}stage-variables.html`,
    (handler: string, environment: string, apiEnvironment: string) => ({
      what: `${handler} is in ${environment} and the API in ${apiEnvironment}: a stage variable can only choose aliases of functions beside the API`,
      remedy: 'pass one of its aliases instead, imported with Function.fromFunctionAttributes()',
    })),
  ForeignHandlerPermission: define('A function in another Region has a permission of its own that lets the API in.', `${GUIDE}permissions.html`,
    (handler: string, region: string, apiRegion: string) => ({
      what: `${handler} is in ${region} and the API in ${apiRegion}, where no template can make the permission to invoke it`,
      remedy: `make one in a stack of ${region}, for "apigateway.amazonaws.com" and the ARN of the API's calls`,
    })),
  Throttle: define('A throttle is a rate of 0 or more requests a second and a whole burst of 0 or more.', `${GUIDE}api-gateway-request-throttling.html`,
    (owner: string, setting: string, value: number) => ({ what: `${owner} has a ${setting} of ${value}`, remedy: 'use 0 or more (a burst in whole requests)' })),
  ThrottleAboveQuota: define('An account serves 10,000 requests a second, with bursts of 5,000, unless the quota is raised.', `${GUIDE}api-gateway-request-throttling.html`,
    (owner: string, setting: string, value: number) => ({
      what: `${owner} has a ${setting} of ${value}, above the default quota of a whole account`,
      remedy: 'raise the account\'s quota as well, or lower the throttle',
    })),
  AccessLogFormat: define('An access log format is one line of at most 3 KB with $context.requestId or $context.extendedRequestId in it.', `${GUIDE}set-up-logging.html`,
    (stage: string, format: string, why: string) => ({
      what: `stage ${quote(stage)} has the access log format ${quote(format.length > 80 ? `${format.slice(0, 80)}…` : format)}: ${why}`,
      remedy: 'write one line of at most 3 KB, with $context variables only, "$context.requestId" among them',
    })),
  AccessLogVariable: define('An access log has the $context variables that API Gateway fills in.', `${GUIDE}api-gateway-variables-for-access-logging.html`,
    (stage: string, variable: string, near: readonly string[]) => ({
      what: `the access log format of stage ${quote(stage)} has ${variable}, which is no variable of access logs that is known here, and may print "-" for ever`,
      remedy: near.length > 0 ? `write ${near.map((name) => `$context.${name}`).join(' or ')} if one of these is meant` : 'correct its name',
    })),
  AccessLogStream: define('A delivery stream that takes access logs has a name that begins with amazon-apigateway-.', `${GUIDE}apigateway-logging-to-kinesis.html`,
    (stage: string, name: string | undefined) => ({
      what: `the access log of stage ${quote(stage)} goes to a delivery stream ${name === undefined ? 'without a name of its own' : `named ${quote(name)}`}`,
      remedy: 'give it a name like "amazon-apigateway-orders": deliveryStreamName: \'amazon-apigateway-…\'',
    })),
  DataTrace: define('Whole requests and answers are logged for a while, where nothing in them is secret.', `${GUIDE}set-up-logging.html`,
    (owner: string) => ({
      what: `${owner} writes whole requests and answers to its execution log, with the credentials and personal data in them`,
      remedy: 'take dataTrace away when you have seen what you wanted',
    })),
  DataTraceWithoutLog: define('Requests and answers are traced in the execution log.', `${GUIDE}set-up-logging.html`,
    (owner: string) => ({ what: `${owner} has dataTrace, and no execution log to write it to`, remedy: 'set executionLog to ERROR or INFO, or take dataTrace away' })),
  UnknownRoute: define('Settings of a route are for a route that the API has.', `${GUIDE}api-gateway-request-throttling.html`,
    (owner: string, routeKey: string, near: readonly string[]) => ({
      what: `${owner} has settings for the route ${quote(routeKey)}, which its API does not have`,
      remedy: near.length > 0 ? `write ${near.map(quote).join(' or ')} if one of these is meant, or take the settings away` : 'add the route, or take the settings away',
    })),
  CacheWithoutCluster: define('A route is kept in the cache of its stage.', `${GUIDE}api-gateway-caching.html`,
    (stage: string, routeKey: string) => ({
      what: `stage ${quote(stage)} is to keep the answers of ${quote(routeKey)}, and has no cache`,
      remedy: 'give it one, cache: { size: CacheSize.GB_0_5 }, or take the route\'s setting away',
    })),
  CacheTtl: define('An answer is kept for 0 seconds to 1 hour.', `${GUIDE}api-gateway-caching.html`,
    (owner: string, seconds: number) => ({ what: `${owner} has a cache that keeps answers for ${seconds} seconds`, remedy: 'use whole seconds, 0 to 3600' })),
  CachedStream: define('A streamed answer is not kept in a cache.', `${GUIDE}response-transfer-mode.html`,
    (stage: string, routeKey: string) => ({
      what: `stage ${quote(stage)} keeps the answers of ${quote(routeKey)}, which are streamed`,
      remedy: `leave them out, routes: { ${quote(routeKey).replace(/"/g, '\'')}: { cache: RouteCache.off() } }, or answer without streaming`,
    })),
  CachedPathVariable: define('A route whose answers are kept is told apart by its path variables.', `${GUIDE}api-gateway-caching.html`,
    (stage: string, routeKey: string, variables: readonly string[]) => ({
      what: `stage ${quote(stage)} keeps the answer of ${quote(routeKey)}, and gives it to every request whatever its ${variables.map((name) => `{${name}}`).join(', ')}`,
      remedy: `add cacheKeyParameters: [${variables.map((name) => `RequestValue.path('${name}')`).join(', ')}] to the route, or leave it out of the cache with RouteCache.off()`,
    })),
  CachedOrigin: define('An answer that is for one origin is not kept for others.', `${GUIDE}api-gateway-caching.html`,
    (stage: string, routeKey: string) => ({
      what: `stage ${quote(stage)} keeps the answer of ${quote(routeKey)} with the origin that it allows, and gives it to pages of the other origins in its cors`,
      remedy: 'add RequestValue.header(\'Origin\') to the cacheKeyParameters of the route, leave it out of the cache with RouteCache.off(), or allow one origin',
    })),
  WebAcl: define('A stage is protected by a regional web ACL of AWS WAF.', `${GUIDE}apigateway-control-access-aws-waf.html`,
    (stage: string, arn: string) => ({
      what: `stage ${quote(stage)} has the web ACL ${quote(arn)}, which is not the ARN of a regional one`,
      remedy: 'pass an ARN like "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/name/id"',
    })),
};
