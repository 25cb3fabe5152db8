import { aws_apigateway as apigateway, Aspects, AspectPriority, type aws_lambda as lambda, Lazy, Stack, Tags } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { API_KEY_SCHEME } from './authorizers/api-key';
import type { Authorizer } from './authorizers/authorizer';
import { ApiDefinition } from './document/api-definition';
import type { ApiSettings } from './document/document';
import type { Operation } from './document/operation';
import { ApiEndpoint } from './endpoints/api-endpoint';
import type { Integration } from './integrations/integration';
import { ApiResource } from './observability/api-resource';
import { CloudWatchRole } from './observability/cloudwatch-role';
import { checkKeySource } from './plans/key-checks';
import { UsagePlan, type UsagePlanProps } from './plans/usage-plan';
import { acknowledge } from './private/acknowledge';
import { executeApiArn } from './private/arns';
import { isKnown } from './private/tokens';
import { Problems } from './problems';
import { ApiReleases } from './releases/api-releases';
import { recordingOf } from './releases/recorder';
import { type Recording, RECORDING_TYPE } from './releases/recording';
import type { ReleaseLedger } from './releases/release-ledger';
import { ApiSnapshot } from './releases/snapshot';
import { checkApi, checkFinishedApi } from './rest-api-checks';
import { type IRestApi, ImportedRestApi, type RestApiAttributes } from './rest-api-import';
import { ApiKeySource, type RestApiProps } from './rest-api-options';
import { Route, type RouteOptions } from './route';
import { RestStage } from './stages/rest-stage';
import type { StageOptions } from './stages/stage-options';

/**
 * An Amazon API Gateway REST API: one OpenAPI document, released to stages.
 *
 * Everything that API Gateway would refuse is reported at synthesis, all at once, as problems with a code, the construct's path, the wrong
 * value and a remedy.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 */
export class RestApi extends ApiResource implements IRestApi {
  /** A REST API that another app has made, by its id. It has no metrics here, because those go by name. */
  public static fromRestApiId(scope: Construct, id: string, restApiId: string): IRestApi {
    return new ImportedRestApi(scope, id, { restApiId });
  }

  /** A REST API that another app has made. */
  public static fromRestApiAttributes(scope: Construct, id: string, attributes: RestApiAttributes): IRestApi {
    return new ImportedRestApi(scope, id, attributes);
  }

  /** The id of the API, which is in its URL. */
  public readonly restApiId: string;

  /** The name of the API. */
  public readonly restApiName: string;

  /** The API as the CDK's own constructs take it. Its resources are in the document: adding some to it is not possible. */
  public readonly cdkRestApi: apigateway.IRestApi;

  /** @internal */
  public readonly _cloudWatchRole: CloudWatchRole;

  /** @internal */
  public readonly _releases: ApiReleases;

  /** @internal */
  protected readonly _metricDimensions: Record<string, string>;

  private readonly authorizer?: Authorizer;
  private readonly apiKeyRequired: boolean;
  private readonly edge: boolean;
  private readonly definition: ApiDefinition;
  private readonly snapshot: ApiSnapshot;
  private readonly problems: Problems;
  private readonly stages = new Map<string, RestStage>();
  private readonly handlers = new Map<string, lambda.IFunction>();
  private readonly openRouteKeys: string[] = [];

  constructor(scope: Construct, id: string, props: RestApiProps = {}) {
    super(scope, id);
    const endpointType = (props.endpoint ?? ApiEndpoint.regional())._bind();
    this.restApiName = props.restApiName ?? id;
    this.authorizer = props.authorizer;
    this.apiKeyRequired = props.apiKeyRequired ?? false;
    this.edge = endpointType === 'EDGE';
    this._cloudWatchRole = props.cloudWatchRole ?? CloudWatchRole.ensure();
    this._metricDimensions = { ApiName: this.restApiName };

    this.problems = new Problems(this, () => this.check(props, resource));
    this.definition = new ApiDefinition(settingsOf(this.restApiName, props));
    this.snapshot = new ApiSnapshot(this, () => this.definition.document());

    const resource = new apigateway.CfnRestApi(this, 'Resource', {
      name: this.restApiName,
      description: props.description,
      body: this.snapshot,
      mode: 'overwrite',
      endpointConfiguration: { types: [endpointType] },
      parameters: { endpointConfigurationTypes: endpointType },
    });
    this.snapshot.isBodyOf(resource);
    acknowledge(resource, 'AwsSolutions-APIG2', 'The document in the body validates the body and the parameters of every request.');
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(key, value);
    this.restApiId = resource.ref;
    this.cdkRestApi = apigateway.RestApi.fromRestApiAttributes(this, 'Cdk', {
      restApiId: this.restApiId,
      restApiName: this.restApiName,
      rootResourceId: resource.attrRootResourceId,
    });
    this._releases = new ApiReleases(this, { restApiId: this.restApiId, snapshot: this.snapshot, ledger: props.releases });
    if (props.releases) this.followLedger(resource, props.releases);
  }

  /**
   * Adds a route.
   *
   * Problems: `RouteKeySyntax`, `PathSyntax`, `PathVariableRepeated`, `PathVariableSiblings`, `GreedyVariableNotLast`, `DuplicateRoute`,
   * `DuplicateOperationName`, `CacheKeyParameter`, and those of the integration.
   *
   * @param routeKey an HTTP method in capitals (or `ANY`), one space and a path, e.g. `GET /orders/{orderId}` or `ANY /{proxy+}`
   * @param integration what answers
   * @param options who may call it, and what it is called
   */
  public addRoute(routeKey: string, integration: Integration, options: RouteOptions = {}): void {
    const route = Route._parse(routeKey, this.problems);
    if (!route || !this.definition.takes(route, this.problems)) return;

    const { partition, region } = Stack.of(this);
    const bound = integration._bind({ api: this, route, partition, region, edge: this.edge, problems: this.problems });
    const authorizer = options.authorizer ?? this.authorizer;
    if (!authorizer) this.openRouteKeys.push(routeKey);
    this.definition.add({
      route,
      operationName: options.operationName,
      integration: { ...bound.integration, ...cacheKeyParameters(options) },
      requires: [...authorizer?._bind() ?? [], ...(options.apiKeyRequired ?? this.apiKeyRequired ? [API_KEY_SCHEME] : [])],
    }, this.problems);
    if (bound.handler) this.addHandler(bound.handler);
  }

  /**
   * Adds several routes at once.
   *
   * @param routes what answers, by route key
   * @param options what all of them have in common
   */
  public addRoutes(routes: Record<string, Integration>, options: RouteOptions = {}): void {
    for (const [routeKey, integration] of Object.entries(routes)) this.addRoute(routeKey, integration, options);
  }

  /**
   * Adds a stage, which serves the routes as they stand in this app.
   *
   * @param stageName in the stage's URL: 1 to 128 letters, digits, hyphens and underscores
   * @param options its variables, aliases, limits and logs
   */
  public addStage(stageName: string, options: StageOptions = {}): RestStage {
    return new RestStage(this, this.freeId(stageName), { ...options, api: this, stageName });
  }

  /**
   * Adds a usage plan: which stages its keys open, how often, and how fast.
   *
   * @param id the construct id of the plan, below the API
   */
  public addUsagePlan(id: string, props: UsagePlanProps = {}): UsagePlan {
    return new UsagePlan(this, id, props);
  }

  /** The ARN of calls to the API, with `*` for any stage, method or path, e.g. in a policy. */
  public arnForExecuteApi(stage = '*', method = '*', path = '/*'): string {
    return executeApiArn(this, this.restApiId, stage, `${method}${path}`);
  }

  /** @internal */
  public _addStage(stage: RestStage, stageName: string): void {
    if (this.stages.has(stageName)) this.problems.add('DuplicateStage', stageName);
    this.stages.set(stageName, stage);
    for (const handler of this.handlers.values()) stage._bindFunction(handler);
  }

  /** @internal */
  public _routes(): ReadonlyMap<string, Operation> {
    return this.definition.routes();
  }

  /** @internal */
  public _stageVariables(): ReadonlyMap<string, string[]> {
    return this.definition.stageVariables();
  }

  /** @internal */
  public _callsArn(calls: string): string {
    return executeApiArn(this, this.restApiId, '*', calls);
  }

  private addHandler(handler: lambda.IFunction): void {
    if (this.handlers.has(handler.node.path)) return;
    this.handlers.set(handler.node.path, handler);
    this._releases.keep(handler);
    for (const stage of this.stages.values()) stage._bindFunction(handler);
  }

  private check(props: RestApiProps, resource: apigateway.CfnRestApi): void {
    const { definition, openRouteKeys, problems } = this;
    checkApi(this.restApiName, props, problems);
    checkFinishedApi({ definition, stages: this.stages.size, openRouteKeys, documentSize: this.snapshot.size }, problems);
    if (props.apiKeySource === ApiKeySource.AUTHORIZER) checkKeySource(definition.routes(), problems);
    this._releases.check(Stack.of(this).resolve(resource.logicalId), problems);
  }

  /** Lets stages serve releases, and the command line record new ones. What releases invoke is looked for when the app is complete. */
  private followLedger(resource: apigateway.CfnRestApi, ledger: ReleaseLedger): void {
    Aspects.of(this).add({
      visit: (node: IConstruct) => {
        if (node !== this) return;
        for (const handler of this._releases.releasedHandlers()) {
          this._releases.keep(handler);
          for (const stage of this.stages.values()) stage._bindReleased(handler);
        }
      },
    }, { priority: AspectPriority.MUTATING });
    this.node.addMetadata(RECORDING_TYPE, Lazy.any({ produce: () => this.recording(resource, ledger) }));
  }

  private recording(resource: apigateway.CfnRestApi, ledger: ReleaseLedger): Recording {
    const stack = Stack.of(this);
    return recordingOf({
      construct: this,
      ledger: ledger._file,
      resource: stack.resolve(resource.logicalId),
      deployment: stack.resolve(this._releases.deployment().logicalId),
      handlers: [...this.handlers.values()],
      released: this._releases.releasedHandlers(),
      variables: [...this._stageVariables().keys()],
      stages: Object.fromEntries([...this.stages].map(([name, stage]) => [name, stage._record()])),
    });
  }

  /** A construct id for a stage: its name, unless that cannot be one. A wrong name is a problem to report, not a reason to stop. */
  private freeId(stageName: string): string {
    const id = isKnown(stageName) && stageName !== '' ? stageName : 'Stage';
    return this.node.tryFindChild(id) ? `${id}${this.node.children.length}` : id;
  }
}

function settingsOf(title: string, props: RestApiProps): ApiSettings {
  return {
    info: { title, ...(props.description !== undefined && { description: props.description }), version: '1.0' },
    apiKeySource: props.apiKeySource,
    binaryMediaTypes: props.binaryMediaTypes,
    minimumCompressionSize: props.minimumCompressionSize?.toBytes(),
    disableExecuteApiEndpoint: props.disableDefaultEndpoint ?? false,
  };
}

function cacheKeyParameters({ cacheKeyParameters: values = [] }: RouteOptions): { cacheKeyParameters?: string[] } {
  return values.length > 0 ? { cacheKeyParameters: [...new Set(values.map((value) => value._render()))].sort() } : {};
}
