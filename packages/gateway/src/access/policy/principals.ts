import { isObject, textOf, type Json } from '../../json';
import type { Texts } from '../../model/source';

/** Who calls; whoever shows no credentials of AWS is anonymous. */
export interface Caller {
  /** `arn:aws:iam::123456789012:user/ana`, `arn:aws:sts::123456789012:assumed-role/Reader/session` */
  readonly arn?: string;
  readonly accountId?: string;
  /** `AIDA…` of a user, `AROA…:session` of a role's session. */
  readonly userId?: string;
  readonly organizationId?: string;
  readonly tags?: Texts;
}

export const ANONYMOUS: Caller = {};

/** Whether a caller is one of the principals of a statement. */
export function compilePrincipals(principals: Json): (caller: Caller) => boolean {
  const named = isObject(principals) ? principals.AWS ?? [] : principals;
  const texts = (Array.isArray(named) ? named : [named]).flatMap((one) => textOf(one) ?? []);
  if (texts.includes('*')) return () => true;
  return (caller) => texts.some((text) => isPrincipal(text, caller));
}

function isPrincipal(text: string, { arn, accountId }: Caller): boolean {
  if (arn === undefined) return false;
  if (text === accountId || text === arn || withoutPath(text) === roleOf(arn)) return true;
  const [, partition, , , account, name] = text.split(':');
  return name === 'root' && account === accountId && partition === arn.split(':')[1];
}

/** A session does not say the path of its role, and does not have to: the name is that of one role only. */
function withoutPath(arn: string): string {
  return arn.replace(/:role\/.*\//, ':role/');
}

/** The role whose session a caller is: a statement that names the role is about its sessions, too. */
export function roleOf(arn: string): string | undefined {
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role && `arn:${partition}:iam::${account}:role/${role}`;
}
