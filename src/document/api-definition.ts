import { checkCacheKey } from './cache-key';
import { type ApiSettings, renderDocument } from './document';
import type { OpenApiDocument } from './openapi';
import type { Operation } from './operation';
import { PathTree } from './path-tree';
import { stageVariablesIn } from './stage-variables';
import type { ProblemReport } from '../problems';
import type { Route } from '../route';

const RESERVED_PATHS = ['/ping', '/sping'];

/** The routes and settings of an API as plain data: what its document is rendered from. */
export class ApiDefinition {
  private readonly operations = new Map<string, Operation>();
  private readonly operationNames = new Map<string, string>();
  private readonly paths = new PathTree();
  private readonly variableUsers = new Map<string, string[]>();
  private rendered?: OpenApiDocument;

  constructor(private readonly settings: ApiSettings) {}

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
    const { operationName, route: { routeKey } } = operation;
    if (operationName !== undefined) {
      const other = this.operationNames.get(operationName);
      if (other) problems.add('DuplicateOperationName', operationName, routeKey, other);
      this.operationNames.set(operationName, routeKey);
    }
    checkCacheKey(operation, problems);
    this.operations.set(routeKey, operation);
    this.rendered = undefined;
    for (const variable of stageVariablesIn(operation.integration)) {
      const users = this.variableUsers.get(variable);
      if (users) users.push(routeKey);
      else this.variableUsers.set(variable, [routeKey]);
    }
  }

  /** The routes, by route key. */
  public routes(): ReadonlyMap<string, Operation> {
    return this.operations;
  }

  /** The document; the same object until a route is added. */
  public document(): OpenApiDocument {
    return this.rendered ??= renderDocument(this.settings, this.operations.values());
  }

  /** The stage variables that routes use, and which routes. */
  public stageVariables(): ReadonlyMap<string, string[]> {
    return this.variableUsers;
  }
}
