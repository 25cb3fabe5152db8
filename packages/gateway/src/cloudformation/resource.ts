import { member, textOf, type Json, type JsonObject } from '../json';
import { localId } from '../local-id';
import type { Source } from '../model/source';
import { Node } from '../node';
import { Position } from '../position';
import { membersOf } from './intrinsics/include';
import { Place } from './place';
import type { Stack } from './stack';
import { standInAttribute, standInRef } from './stand-ins/stand-ins';

/** A resource of a stack; its properties are evaluated when they are asked for. */
export class Resource {
  readonly type: string;
  readonly source: Source;
  /** Comes from stack and logical id alone. */
  readonly id: string;
  private readonly evaluated = new Map<string, Json | undefined>();
  private given?: JsonObject;

  constructor(readonly stack: Stack, readonly logicalId: string, private readonly body: Json) {
    this.type = textOf(member(body, 'Type')) ?? '';
    const constructPath = textOf(member(member(body, 'Metadata'), 'aws:cdk:path')) ?? stack.constructPaths.get(logicalId);
    this.source = { template: stack.file, logicalId, constructPath };
    this.id = localId(stack.key, logicalId);
  }

  /** Whether its condition lets it be. */
  get exists(): boolean {
    const condition = member(this.body, 'Condition');
    return typeof condition !== 'string' || this.stack.condition(condition, this.place('Condition'));
  }

  /** All properties. */
  get properties(): Node {
    const values = Object.keys(this.givenProperties).map((name) => [name, this.get(name).value]);
    return new Node(Object.fromEntries(values), this.place('Properties').position, this.stack.cloud.diagnostics);
  }

  /** A property. */
  get(name: string): Node {
    return this.node(['Properties', name], member(this.givenProperties, name));
  }

  /** A member of a property. No other member is evaluated for it, unless a function makes them all. */
  memberOf(property: string, name: string): Json | undefined {
    const given = member(member(this.givenProperties, property), name);
    return given === undefined ? member(this.get(property).value, name) : this.node(['Properties', property, name], given).value;
  }

  /** An entry of the resource's metadata. */
  metadata(name: string): Node {
    return this.node(['Metadata', name], member(member(this.body, 'Metadata'), name));
  }

  /** A property that has to be there, as a text. */
  required(name: string): string | undefined {
    const node = this.get(name);
    if (!node.present) node.report('error', 'missing-value', `${name} is missing`);
    return node.text();
  }

  /** What `Ref` gives; what stands in for an unknown type is reported where it is referred to. */
  ref(place?: Place): string {
    return standInRef(this, place);
  }

  /** What `Fn::GetAtt` gives. */
  attribute(name: string, place?: Place): string {
    return standInAttribute(this, name, place);
  }

  /** Its name: the given one, or one that CloudFormation might make. */
  nameFrom(property: string | undefined): string {
    const given = property === undefined ? undefined : textOf(this.get(property).value);
    return given ?? `${this.stack.stackName.slice(0, 24)}-${this.logicalId.slice(0, 24)}-${this.id}`;
  }

  private get givenProperties(): JsonObject {
    if (!this.given) {
      // What a loop goes over may refer to this very resource.
      this.given = {};
      this.given = membersOf(member(this.body, 'Properties'), this.place('Properties'));
    }
    return this.given;
  }

  private place(...keys: string[]): Place {
    return keys.reduce((place, key) => place.at(key), new Place(this.stack, new Position(this.source)));
  }

  private node(path: readonly string[], value: Json | undefined): Node {
    const place = this.place(...path);
    const key = path.join('/');
    if (!this.evaluated.has(key)) {
      this.evaluated.set(key, this.stack.cloud.guard(`${this.stack.key}/${this.logicalId}/${key}`, place, () => place.evaluate(value)));
    }
    return new Node(this.evaluated.get(key), place.position, this.stack.cloud.diagnostics);
  }
}
