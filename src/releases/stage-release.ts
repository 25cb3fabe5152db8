/** What a stage serves. */
export class StageRelease {
  /** The API as it stands in this app: each deploy changes the stage. */
  public static head(): StageRelease {
    return new StageRelease(false);
  }

  /**
   * The release that the API's ledger says, for the definition and the functions together, and a canary if it says so. Until the first
   * release is recorded, the stage serves the head.
   *
   * Problems: `NoLedger`, `PinnedStageName`, `HandlerGone`, `HandlerReplaced`, `ReleaseVariable`, `CanaryVariable`, `CanaryCache`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
   */
  public static fromLedger(): StageRelease {
    return new StageRelease(true);
  }

  /** @internal */
  private constructor(private readonly pinned: boolean) {}

  /** @internal */
  public get _pinned(): boolean {
    return this.pinned;
  }
}
