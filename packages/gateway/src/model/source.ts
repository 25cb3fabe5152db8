/** Where in a template something stands. */
export interface Source {
  /** The template's file, relative to its cloud assembly; the file as given when it is read by itself. */
  readonly template: string;
  readonly logicalId?: string;
  /** The construct's path, where the template has it in its metadata. */
  readonly constructPath?: string;
  /** A JSON pointer inside the resource, such as `/Properties/Body/paths/~1orders/get`. */
  readonly property?: string;
}

/** Anything of the model: it knows where it comes from. */
export interface Sourced {
  readonly source: Source;
}

/** Names and texts, such as headers or variables. */
export type Texts = Readonly<Record<string, string>>;
