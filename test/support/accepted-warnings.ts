/** Findings of AWS's template validator that are as they should be here, by rule, with the reason. */
export const ACCEPTED_WARNINGS: Record<string, string> = {
  W3005: 'The CDK makes every function depend on its role, which the function refers to as well.',
  W7001: 'The CDK brings the addresses of Firehose along with every delivery stream, whether they are used or not.',
};
