/** A function that remembers some of its results. */
export const remembering = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>();
  return (key) => {
    let result = made.get(key);
    if (result === undefined) {
      result = make(key);
      if (made.size >= CACHE_SIZE) {
        made.clear();
      }
      made.set(key, result);
    }
    return result;
  };
};

/** How many results are kept; a template that makes up keys must not fill the memory. */
const CACHE_SIZE = 1000;
