import { checkCacheKey } from './cache-key';
import { type ApiSettings, renderDocument } from './document';
import { checkDocumentation, documentationParts } from './documentation';
import type { OpenApiDocument } from './openapi';
import { type Operation, operationNameOf } from './operation';
import { PathTree } from './path-tree';
import { stageVariablesIn, stageVariablesOf } from './stage-variables';
import { TemplateInspector } from './template-inspector';
import { preflights } from '../cors/preflight';
import { once } from '../private/once';
import type { ProblemReport } from '../problems';
import type { Route } from '../route';

const RESERVED_PATHS = ['/ping', '/sping'];

/** The routes and settings of an API as plain data: what its document is rendered from. */
export class ApiDefinition {
  /** What is known of the templates in it. */
  public readonly templates = new TemplateInspector();

  private readonly operations = new Map<string, Operation>();
  private readonly operationNames = new Map<string, string>();
  private readonly paths = new PathTree();
  private readonly corsByPath = new Map<string, { readonly cors: string; readonly routeKey: string }>();
  /** Those that an integration, or something else that routes share, uses. */
  private readonly variables = new Map<object, ReadonlySet<string>>();
  private readonly variableUsers = new Map<string, string[]>();
  private rendered?: OpenApiDocument;

  constructor(private readonly settings: ApiSettings) {
    for (const [type, response] of Object.entries(settings.gatewayResponses)) this.addVariableUser(stageVariablesIn(response), `gateway response ${type}`);
  }

  /** The number of routes. */
  public get size(): number {
    return this.operations.size;
  }

  /** The number of resources that API Gateway makes of the paths. */
  public get resources(): number {
    return this.paths.size;
  }

  /** Whether a route can stand beside those that are here already. */
  public takes(route: Route, problems: ProblemReport): boolean {
    if (this.operations.has(route.routeKey)) {
      problems.add('DuplicateRoute', route.routeKey);
      return false;
    }
    if (RESERVED_PATHS.includes(route.path)) problems.warn('ReservedPath', route.routeKey);
    return this.paths.add(route, problems);
  }

  /** Adds what the document says of a route that was taken. */
  public add(operation: Operation, problems: ProblemReport): void {
    const { route: { routeKey } } = operation;
    const operationName = operationNameOf(operation, this.settings);
    if (operationName !== undefined) {
      const other = this.operationNames.get(operationName);
      if (other) problems.add('DuplicateOperationName', operationName, routeKey, other);
      this.operationNames.set(operationName, routeKey);
    }
    checkCacheKey(operation, problems);
    this.operations.set(routeKey, operation);
    this.rendered = undefined;
    this.addVariableUser(this.variablesOf(operation), routeKey);
    this.checkCors(operation, problems);
  }

  /** The routes, by route key. */
  public routes(): ReadonlyMap<string, Operation> {
    return this.operations;
  }

  /** The document; the same object until a route is added. */
  public document(): OpenApiDocument {
    return this.rendered ??= renderDocument(this.settings, [...this.operations.values(), ...preflights(this.operations.values())]);
  }

  /** The stage variables that routes use, and which routes. */
  public stageVariables(): ReadonlyMap<string, string[]> {
    return this.variableUsers;
  }

  /** The keys of the routes that answer preflight requests; `OPTIONS /*` where nothing else answers to that method. */
  public preflightKeys(): string[] {
    const operations = [...this.operations.values()];
    const keys = preflights(operations).map(({ route }) => route.routeKey).sort();
    const others = operations.some(({ route: { method }, cors }) => method === 'OPTIONS' || (method === 'ANY' && !cors));
    return others || keys.length === 0 ? keys : ['OPTIONS /*'];
  }

  /** Checks what can only be said of all routes. */
  public check(problems: ProblemReport): void {
    const { schemas, documentation } = this.settings;
    schemas.check(problems);
    const operations = [...this.operations.values()];
    const models = new Set(Object.keys(schemas.object() ?? {}));
    checkDocumentation(documentationParts(documentation.parts, operations), { operations, models }, problems);
  }

  private checkCors({ route, cors }: Operation, problems: ProblemReport): void {
    if (!cors) return;
    const other = this.corsByPath.get(route.path);
    if (!other) this.corsByPath.set(route.path, { cors: JSON.stringify(cors), routeKey: route.routeKey });
    else if (other.cors !== JSON.stringify(cors)) problems.add('CorsPerPath', route.path, route.routeKey, other.routeKey);
  }

  private variablesOf({ integration, cors, requires }: Operation): Iterable<string> {
    const { templates, variables } = this;
    return [
      ...once(variables, integration, () => stageVariablesOf(integration, templates)),
      ...(cors ? once(variables, cors, () => stageVariablesIn(cors)) : []),
      ...once(variables, requires, () => stageVariablesIn(requires)),
    ];
  }

  private addVariableUser(variables: Iterable<string>, user: string): void {
    for (const variable of variables) {
      const users = this.variableUsers.get(variable);
      if (users) users.push(user);
      else this.variableUsers.set(variable, [user]);
    }
  }
}
