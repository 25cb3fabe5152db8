import type { Place } from '../place';
import type { Resource } from '../resource';
import { API_GATEWAY } from './api-gateway';
import { LAMBDA } from './lambda';
import { SERVICES } from './services';
import type { Pattern, StandIn, StandIns } from './stand-in';

const STAND_INS: StandIns = { ...API_GATEWAY, ...LAMBDA, ...SERVICES };

/** What `Ref` gives in an account's place. */
export function standInRef(resource: Resource, place: Place | undefined): string {
  const standIn = standInOf(resource.type);
  if (!standIn) place?.report('info', 'unknown-type', `a name stands in for ${resource.logicalId}, of type ${resource.type || 'unknown'}`);
  return fill(standIn?.ref ?? '{name}', resource, standIn);
}

/** What `Fn::GetAtt` gives in an account's place. */
export function standInAttribute(resource: Resource, attribute: string, place: Place | undefined): string {
  const standIn = standInOf(resource.type);
  const pattern = standIn?.attributes && Object.hasOwn(standIn.attributes, attribute) ? standIn.attributes[attribute] : undefined;
  if (pattern !== undefined) return fill(pattern, resource, standIn);
  place?.report('info', 'unknown-attribute', `a text stands in for ${attribute} of ${resource.logicalId}, of type ${resource.type || 'unknown'}`);
  const service = resource.type.split('::')[1]?.toLowerCase() ?? 'unknown';
  return fill(/arn$/i.test(attribute) ? `arn:{partition}:${service}:{region}:{account}:{name}` : `{name}.${attribute}`, resource, standIn);
}

function standInOf(type: string): StandIn | undefined {
  return Object.hasOwn(STAND_INS, type) ? STAND_INS[type] : undefined;
}

function fill(pattern: Pattern, resource: Resource, standIn: StandIn | undefined): string {
  if (typeof pattern === 'function') return pattern(resource);
  const { stack } = resource;
  return pattern.replace(/\{(id|name|partition|region|account|suffix)\}/g, (_, part: string) => {
    switch (part) {
      case 'id': return resource.id;
      case 'name': return resource.nameFrom(standIn?.name);
      case 'partition': return stack.partition;
      case 'region': return stack.region;
      case 'account': return stack.account;
      default: return stack.urlSuffix;
    }
  });
}
