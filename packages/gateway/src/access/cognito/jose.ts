/** The library for tokens. It is loaded when the first token comes: most gateways never need it. */
export const loadJose = () => import('jose');

type Jose = Awaited<ReturnType<typeof loadJose>>;

export type KeySet = Parameters<Jose['createLocalJWKSet']>[0];
export type KeyFinder = ReturnType<Jose['createRemoteJWKSet']> | ReturnType<Jose['createLocalJWKSet']>;

/** What a token says. */
export type Claims = Readonly<Record<string, unknown>>;
