import type { ProblemReport } from '../problems';
import { isVariable, type Route } from '../route';

interface PathNode {
  readonly children: Map<string, PathNode>;
  variable?: { readonly segment: string; readonly routeKey: string };
}

/** The resources that API Gateway makes of the paths: one for each distinct segment under its parent. */
export class PathTree {
  private readonly root: PathNode = { children: new Map() };
  private resources = 1;

  /** How many resources the paths need, the root among them. */
  public get size(): number {
    return this.resources;
  }

  /** Adds the path of a route, unless one of its levels has another variable already. */
  public add(route: Route, problems: ProblemReport): boolean {
    const segments = route._segments;
    if (!this.fits(route, segments, problems)) return false;
    this.insert(route, segments);
    return true;
  }

  private fits(route: Route, segments: readonly string[], problems: ProblemReport): boolean {
    let node: PathNode | undefined = this.root;
    for (const segment of segments) {
      const variable: PathNode['variable'] = node?.variable;
      if (variable && isVariable(segment) && variable.segment !== segment) {
        problems.add('PathVariableSiblings', route.routeKey, segment, variable.segment, variable.routeKey);
        return false;
      }
      node = node?.children.get(segment);
    }
    return true;
  }

  private insert(route: Route, segments: readonly string[]): void {
    let node = this.root;
    for (const segment of segments) {
      if (isVariable(segment)) {
        node.variable ??= { segment, routeKey: route.routeKey };
      }
      let child = node.children.get(segment);
      if (!child) {
        child = { children: new Map() };
        node.children.set(segment, child);
        this.resources++;
      }
      node = child;
    }
  }
}
