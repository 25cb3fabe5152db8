/** Findings of AWS's template validator that are as they should be here, by rule, with the reason. */
export const ACCEPTED_WARNINGS: Record<string, string> = {
};
