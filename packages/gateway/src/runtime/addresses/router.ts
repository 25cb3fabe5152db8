import { emptyRecord } from '../request/headers';
import { decodePercent } from '../request/query';

/** What `ANY` stands for. */
const ANY_METHODS: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

export interface Match<T> {
  readonly value: T;
  readonly pathParameters: Readonly<Record<string, string>>;
}

class Node<T> {
  readonly literals = new Map<string, Node<T>>();
  variable?: Node<T>;
  greedy?: Node<T>;
  readonly methods = new Map<string, T>();
  /** Of the variables on the way here. */
  names: readonly string[] = [];
}

/** Finds the method for a path: literal segments come before variables, those before greedy ones. */
export class Router<T> {
  private readonly root = new Node<T>();

  /** @param path such as `/orders/{orderId}` */
  add(httpMethod: string, path: string, value: T): void {
    let node = this.root;
    const names: string[] = [];
    for (const segment of segmentsOf(path)) {
      const variable = /^\{([^+}]+)(\+?)\}$/.exec(segment);
      if (variable) names.push(variable[1]);
      if (!variable) node = childOf(node.literals, segment);
      else if (variable[2]) node = node.greedy ??= new Node();
      else node = node.variable ??= new Node();
    }
    node.names = names;
    node.methods.set(httpMethod, value);
  }

  /** The value for a path as it was sent; a slash at its end makes no difference. */
  find(httpMethod: string, path: string): Match<T> | undefined {
    const segments = segmentsOf(path);
    const values: string[] = [];
    const node = search(this.root, segments, 0, values);
    const value = node?.methods.get(httpMethod) ?? (ANY_METHODS.has(httpMethod) ? node?.methods.get('ANY') : undefined);
    if (!node || value === undefined) return undefined;
    const pathParameters = emptyRecord<string>();
    for (let at = 0; at < values.length; at++) pathParameters[node.names[at]] = decodePercent(values[at]);
    return { value, pathParameters };
  }
}

function segmentsOf(path: string): string[] {
  const end = path.length > 1 && path.endsWith('/') ? path.length - 1 : path.length;
  return end <= 1 ? [] : path.slice(1, end).split('/');
}

function childOf<T>(nodes: Map<string, Node<T>>, segment: string): Node<T> {
  let node = nodes.get(segment);
  if (!node) nodes.set(segment, node = new Node());
  return node;
}

/** A resource without methods is only a place on the way to others. */
function search<T>(node: Node<T>, segments: readonly string[], at: number, values: string[]): Node<T> | undefined {
  if (at === segments.length) return node.methods.size > 0 ? node : undefined;
  const segment = segments[at];
  const literal = node.literals.get(decodePercent(segment));
  const found = literal && search(literal, segments, at + 1, values);
  if (found) return found;
  if (node.variable && segment !== '') {
    values.push(segment);
    const behind = search(node.variable, segments, at + 1, values);
    if (behind) return behind;
    values.pop();
  }
  if (!node.greedy) return undefined;
  values.push(segments.slice(at).join('/'));
  return node.greedy;
}
