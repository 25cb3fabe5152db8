/** What happened to one request. */
export interface Trace {
  readonly requestId: string;
  readonly httpMethod: string;
  /** As it was sent, query string included. */
  readonly target: string;
  readonly api?: string;
  readonly stage?: string;
  readonly deployment?: string;
  /** Absent where the stage has no canary. */
  readonly side?: 'canary' | 'stable';
  /** `GET /orders/{orderId}`; absent where no method matched. */
  readonly route?: string;
  /** Of the method's construct, or where in the template it stands. */
  readonly source?: string;
  /** The step that answered: a step's name, `integration`, or `route` where there was no method. */
  readonly answeredBy: string;
  /** Steps that the request went through, with the milliseconds that each took. */
  readonly steps: readonly TraceStep[];
  /** What was rendered, in turn. */
  readonly templates: readonly RenderedTemplate[];
  readonly status: number;
  /** What went wrong, where something did. */
  readonly failure?: { readonly type: string; readonly cause: string };
  readonly milliseconds: number;
}

export interface TraceStep {
  readonly name: string;
  readonly milliseconds: number;
}

export interface RenderedTemplate {
  readonly of: 'request' | 'response';
  readonly contentType: string;
  readonly text: string;
}

/** Gathers a trace while the request is on its way. */
export class TraceBuilder {
  readonly steps: TraceStep[] = [];
  readonly templates: RenderedTemplate[] = [];
  answeredBy = 'route';
  private since = performance.now();

  step(name: string): void {
    const now = performance.now();
    this.steps.push({ name, milliseconds: now - this.since });
    this.since = now;
    this.answeredBy = name;
  }
}
