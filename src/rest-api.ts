import { aws_apigateway as apigateway, Aspects, AspectPriority, Lazy, Stack, Tags } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { ApiAuthorizers } from './authorizers/api-authorizers';
import { API_KEY_SCHEME } from './authorizers/api-key';
import type { Authorizer } from './authorizers/authorizer';
import { ApiDefinition } from './document/api-definition';
import type { Operation } from './document/operation';
import { AccessPolicy } from './endpoints/access-policy';
import { ApiEndpoint, type BoundEndpoint } from './endpoints/api-endpoint';
import { hasCustomDomain } from './endpoints/custom-domains';
import { endpointProperties } from './endpoints/endpoint-rendering';
import type { Integration } from './integrations/integration';
import { IntegrationChecks } from './integrations/integration-checks';
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
import { ApiContract } from './requests/api-contract';
import { RequestValidation } from './requests/request-validation';
import { checkApi, checkFinishedApi } from './rest-api-checks';
import { type IRestApi, ImportedRestApi, type RestApiAttributes } from './rest-api-import';
import { ApiKeySource, type RestApiProps } from './rest-api-options';
import { settingsOf } from './rest-api-settings';
import { Route, type RouteOptions } from './route';
import { type Invocation, invocationKey } from './stages/invocation';
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
  public readonly _documentation?: apigateway.CfnDocumentationVersion;

  /** @internal */
  protected readonly _metricDimensions: Record<string, string>;

  /**
   * The first part of the API's host name.
   *
   * @internal
   */
  public readonly _hostName: string;

  private readonly authorizer?: Authorizer;
  private readonly access: AccessPolicy;
  private readonly apiKeyRequired: boolean;
  private readonly edge: boolean;
  private readonly binaryMediaTypes: readonly string[];
  private readonly contract: ApiContract;
  private readonly definition: ApiDefinition;
  private readonly snapshot: ApiSnapshot;
  private readonly integrationChecks: IntegrationChecks;
  private readonly problems: Problems;
  private readonly stages = new Map<string, RestStage>();
  private readonly authorizers: ApiAuthorizers;
  private readonly invocations = new Map<string, Invocation>();
  private readonly openRouteKeys: string[] = [];

  constructor(scope: Construct, id: string, props: RestApiProps = {}) {
    super(scope, id);
    this.restApiName = props.restApiName ?? id;
    this.authorizer = props.authorizer;
    this.apiKeyRequired = props.apiKeyRequired ?? false;
    this.binaryMediaTypes = props.binaryMediaTypes ?? [];
    this._cloudWatchRole = props.cloudWatchRole ?? CloudWatchRole.ensure();
    this._metricDimensions = { ApiName: this.restApiName };

    this.problems = new Problems(this, () => this.check(props, resource));
    this.contract = new ApiContract(props, this.problems);
    const endpoint = (props.endpoint ?? ApiEndpoint.regional())._bind(this, this.problems);
    this.edge = endpoint.endpointType === 'EDGE';
    this.access = new AccessPolicy(this, { endpoint, rules: props.access, preflightKeys: () => this.definition.preflightKeys() });
    this.authorizers = new ApiAuthorizers(this, this.problems);
    this.definition = new ApiDefinition({ ...settingsOf(this.restApiName, props, endpoint, this.access), ...this.contract.settings });
    this.snapshot = new ApiSnapshot(this, () => this.definition.document());
    this.integrationChecks = new IntegrationChecks(this.definition.templates, this.problems);

    const resource = this.makeResource(props, endpoint);
    this.restApiId = resource.ref;
    this._hostName = [this.restApiId, ...endpoint.vpcEndpoints.slice(0, 1).map(({ vpcEndpointId }) => vpcEndpointId)].join('-');
    this.cdkRestApi = apigateway.RestApi.fromRestApiAttributes(this, 'Cdk', {
      restApiId: this.restApiId,
      restApiName: this.restApiName,
      rootResourceId: resource.attrRootResourceId,
    });
    this._documentation = this.publishDocumentation(props);
    this._releases = new ApiReleases(this, { restApiId: this.restApiId, snapshot: this.snapshot, ledger: props.releases });
    if (props.releases) this.followLedger(resource, props.releases);
  }

  /**
   * Adds a route.
   *
   * Problems: `RouteKeySyntax`, `PathSyntax`, `PathVariableRepeated`, `PathVariableSiblings`, `GreedyVariableNotLast`, `DuplicateRoute`,
   * `DuplicateOperationName`, `OperationName`, `ScopesWithoutUserPool`, and those of the integration, the authorizer and the options.
   *
   * @param routeKey an HTTP method in capitals (or `ANY`), one space and a path, e.g. `GET /orders/{orderId}` or `ANY /{proxy+}`
   * @param integration what answers
   * @param options who may call it, and what it is called
   */
  public addRoute(routeKey: string, integration: Integration, options: RouteOptions = {}): void {
    const route = Route._parse(routeKey, this.problems);
    if (!route || !this.definition.takes(route, this.problems)) return;

    const { binaryMediaTypes, edge, problems } = this;
    const { partition, region } = Stack.of(this);
    const bound = integration._bind({ api: this, route, partition, region, edge, binaryMediaTypes, problems });
    const contract = this.contract.route(route, bound.integration, options);
    this.integrationChecks.check(route, contract.integration);
    const authorizer = options.authorizer ?? this.authorizer;
    if (!authorizer) this.openRouteKeys.push(routeKey);
    const { requires, invocation } = this.authorizers.requiredBy(routeKey, authorizer, options.authorizationScopes);
    this.definition.add({
      route,
      operationName: options.operationName,
      ...contract,
      requires: options.apiKeyRequired ?? this.apiKeyRequired ? [...requires, API_KEY_SCHEME] : requires,
    }, this.problems);
    if (bound.handler) this.addInvocation({ handler: bound.handler, authorizes: false });
    if (invocation) this.addInvocation(invocation);
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
    for (const invocation of this.invocations.values()) stage._bindFunction(invocation);
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

  private makeResource(props: RestApiProps, endpoint: BoundEndpoint): apigateway.CfnRestApi {
    const resource = new apigateway.CfnRestApi(this, 'Resource', {
      name: this.restApiName,
      description: props.description,
      body: this.snapshot,
      bodyS3Location: this.snapshot.location,
      mode: 'overwrite',
      ...endpointProperties(endpoint),
    });
    this.snapshot.isBodyOf(resource);
    if (this.contract.settings.validator === RequestValidation.BODY_AND_PARAMETERS) {
      acknowledge(resource, 'AwsSolutions-APIG2', 'The document in the body validates the body and the parameters of every request.');
    }
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(key, value);
    return resource;
  }

  private publishDocumentation({ documentation }: RestApiProps): apigateway.CfnDocumentationVersion | undefined {
    if (!documentation?.publishedVersion) return undefined;
    return new apigateway.CfnDocumentationVersion(this, 'DocumentationVersion', {
      restApiId: this.restApiId, documentationVersion: documentation.publishedVersion,
    });
  }

  private addInvocation(invocation: Invocation): void {
    const key = invocationKey(invocation);
    if (this.invocations.has(key)) return;
    this.invocations.set(key, invocation);
    this._releases.keep(invocation.handler);
    for (const stage of this.stages.values()) stage._bindFunction(invocation);
  }

  private check(props: RestApiProps, resource: apigateway.CfnRestApi): void {
    const { definition, openRouteKeys, problems } = this;
    checkApi(this.restApiName, props, problems);
    this.authorizers.check();
    this.access.check(this.authorizers.unsignedRouteKeys, problems);
    if (props.disableDefaultEndpoint && !hasCustomDomain(this, this.restApiId)) problems.warn('NoEndpointLeft');
    checkFinishedApi({ definition, stages: this.stages.size, openRouteKeys, place: this.snapshot.place }, problems);
    if (props.apiKeySource === ApiKeySource.AUTHORIZER) checkKeySource(definition.routes(), problems);
    this._releases.check(Stack.of(this).resolve(resource.logicalId), problems);
  }

  /** Lets stages serve releases, and the command line record new ones. What releases invoke is looked for when the app is complete. */
  private followLedger(resource: apigateway.CfnRestApi, ledger: ReleaseLedger): void {
    Aspects.of(this).add({
      visit: (node: IConstruct) => {
        if (node !== this) return;
        for (const invocation of this._releases.releasedInvocations()) {
          this._releases.keep(invocation.handler);
          for (const stage of this.stages.values()) stage._bindReleased(invocation);
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
      invocations: [...this.invocations.values()],
      released: this._releases.releasedInvocations().map(({ handler }) => handler),
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
