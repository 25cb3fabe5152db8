const MODULUS = 2_147_483_647;
const MULTIPLIER = 48_271;

/** Numbers from 0 to below 1 that a seed gives each time. */
export function seededRandom(seed: number): () => number {
  let state = Math.abs(Math.trunc(seed)) % (MODULUS - 1) + 1;
  const next = () => (state = state * MULTIPLIER % MODULUS) - 1;
  // Seeds that are near each other begin with numbers that are, too.
  for (let at = 0; at < 10; at++) next();
  return () => next() / (MODULUS - 1);
}
