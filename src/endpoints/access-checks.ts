import { isIP } from 'node:net';
import type { AccessTerms } from './access-rule';
import { isKnown, isListToken } from '../private/tokens';
import type { ProblemReport } from '../problems';

/** Checks what a rule says of itself. */
export function checkAccessRule(terms: AccessTerms, isPrivate: boolean, problems: ProblemReport): void {
  const { rule, accounts = [], principals = [], allowedRanges = [], deniedRanges = [], vpcs = [], vpcEndpoints = [], policy } = terms;
  const ranges = [...allowedRanges, ...deniedRanges];
  const networks = [...vpcs, ...vpcEndpoints];
  if (!policy && [accounts, principals, ranges, networks].every(({ length }) => length === 0)) problems.add('EmptyAccessRule', rule);
  for (const account of accounts) {
    if (isListToken(account)) problems.add('AccessAccountList');
    else if (isKnown(account) && !/^\d{12}$/.test(account)) problems.add('AccessAccount', account);
  }
  for (const range of ranges) {
    if (isKnown(range) && !isListToken(range) && !isRange(range)) problems.add('AccessIpRange', rule, range);
  }
  if (networks.length > 0 && !isPrivate) problems.add('AccessVpcOnPublicApi', rule);
}

/** Whether a text is an address, or a range of them in CIDR notation. */
function isRange(text: string): boolean {
  const [address, prefix = '0', ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32);
}
