/** How a field is called: documents write `cacheNamespace`, resources `CacheNamespace`. */
export type Naming = (field: string) => string;

export const sameName: Naming = (field) => field;

export const capitalised: Naming = (field) => field[0].toUpperCase() + field.slice(1);
