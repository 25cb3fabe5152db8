import type { Source } from './source';

/** A finding about what was read. */
export interface Diagnostic {
  /** `error`: what it is about cannot run. `warning`: it runs, but not as deployed. `info`: a stand-in took the place of what only an account knows. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: DiagnosticCode;
  readonly where: Source;
  readonly message: string;
}

/** What a finding is about; a code keeps its meaning. */
export type DiagnosticCode =
  /** The cloud assembly is newer than what is known of its form. */
  | 'assembly-version'
  /** An API has a body and parts that are resources of their own. */
  | 'body-and-resources'
  /** Something depends on itself, or on more than can be followed. */
  | 'circular-reference'
  /** Something refers to a resource that its condition leaves out. */
  | 'condition-false'
  /** A method or an authorizer is given twice. */
  | 'duplicate'
  /** A value is kept by another service of the account. */
  | 'dynamic-reference'
  /** A text should hold a document and does not. */
  | 'invalid-document'
  /** A function of CloudFormation is given what it does not take. */
  | 'invalid-function'
  /** A mapping template does not compile: requests that need it are answered 500. */
  | 'invalid-template'
  /** A value is not of the type or the choice that it has to be. */
  | 'invalid-value'
  /** A value that has to be there is not. */
  | 'missing-value'
  /** Deployments and versions cannot be kept for the next process, or what was kept cannot be read. */
  | 'not-kept'
  /** The gateway does not run this. */
  | 'not-served'
  /** A parameter has no value. */
  | 'parameter-without-value'
  /** Parameters have values that a rule of the template forbids. */
  | 'rule-broken'
  /** An attribute of a resource has no stand-in of its own. */
  | 'unknown-attribute'
  /** An import names what no stack exports. */
  | 'unknown-export'
  /** An extension is none of a REST API. */
  | 'unknown-extension'
  /** Something refers to what is not there. */
  | 'unknown-reference'
  /** A type of resource has no stand-in of its own. */
  | 'unknown-type'
  /** A method's integration cannot be called: its requests are answered 500. */
  | 'unanswerable'
  /** A file is not there, or cannot be read. */
  | 'unreadable-file';
