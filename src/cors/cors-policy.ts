/** Which origins may call some routes: options that were checked. */
export interface CorsPolicy {
  /** Not empty. */
  readonly origins: readonly string[];
  readonly methods?: readonly string[];
  readonly headers?: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly credentials: boolean;
  /** In seconds. */
  readonly maxAge?: string;
}

const STAGE_VARIABLE = /^\$\{stageVariables\.(\w+)\}$/;

/** Whether an origin is the one that a stage has in a variable. */
export function isVariableOrigin(origin: string): boolean {
  return STAGE_VARIABLE.test(origin);
}

/** The mapping expression of the one origin that is allowed; nothing if it takes a look at the request to know it. */
export function soleOrigin({ origins: [origin, ...others] }: CorsPolicy): string | undefined {
  if (others.length > 0 || isPattern(origin)) return undefined;
  const variable = STAGE_VARIABLE.exec(origin);
  return variable ? `stageVariables.${variable[1]}` : `'${origin}'`;
}

/**
 * The beginning of a mapping template for an answer: it sends the origin of the request back if that is allowed. It prints nothing.
 *
 * A client may write the name of its header in small letters, and API Gateway keeps it so.
 */
export function originTemplate({ origins }: CorsPolicy): string {
  const allowed = origins.map((origin) => {
    const variable = STAGE_VARIABLE.exec(origin);
    if (variable) return `$corsOrigin == $stageVariables.${variable[1]}`;
    return isPattern(origin) ? `$corsOrigin.matches('${patternOf(origin)}')` : `$corsOrigin == '${origin}'`;
  });
  return '#set($corsOrigin = $input.params(\'Origin\'))'
    + '#if($corsOrigin == \'\')#set($corsOrigin = $input.params(\'origin\'))#end'
    + `#if(${allowed.join(' || ')})#set($context.responseOverride.header.Access-Control-Allow-Origin = $corsOrigin)#end`;
}

function isPattern(origin: string): boolean {
  return origin !== '*' && origin.includes('://*.');
}

/** Any number of labels below a host, as a regular expression without a backslash, which a template would read. */
function patternOf(origin: string): string {
  const [scheme, host] = origin.split('://*.');
  return `${scheme}://([a-z0-9-]+[.])+${host.replace(/\./g, '[.]')}`;
}
