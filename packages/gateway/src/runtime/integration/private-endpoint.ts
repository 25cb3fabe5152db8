import { internalError } from '../failure';
import type { Destination } from './http-call';
import { fillStageVariables } from '../mapping/stage-variables';
import type { MethodScope } from '../step';

type Redirect = (destination: Destination) => Destination;

/**
 * Takes a private integration to a URL in place of its VPC link; the URI still says the path and the header `Host`. Where it names the load
 * balancer itself, the stage comes before the path, as in the service. Nothing where the integration is not private, or nobody says where to.
 */
export function compileRedirect(scope: MethodScope): Redirect | undefined {
  const { connectionType, integrationTarget } = scope.method.integration!;
  const url = connectionType === 'VPC_LINK' ? urlOf(scope) : undefined;
  if (url === undefined) return undefined;
  if (!URL.canParse(url)) throw internalError(`${url}, which takes the place of a VPC link, is no URL`);
  const { origin } = new URL(url);
  const prefix = integrationTarget === undefined ? '' : `/${scope.stage.name}`;
  return (destination) => ({ origin, path: prefix + destination.path, host: destination.origin.replace(/^.*\/\//, '') });
}

/** What is given for the load balancer, or else for the link. */
function urlOf({ method, variables, model, services: { vpcLinks } }: MethodScope): string | undefined {
  const { integrationTarget, connectionId } = method.integration!;
  for (const given of [integrationTarget, connectionId]) {
    if (given === undefined) continue;
    const id = fillStageVariables(given, variables);
    const target = model.privateTargets.find((one) => one.id === id);
    const name = [id, target?.name, target?.source.logicalId].find((one) => one !== undefined && Object.hasOwn(vpcLinks, one));
    if (name !== undefined) return vpcLinks[name];
  }
  return undefined;
}
