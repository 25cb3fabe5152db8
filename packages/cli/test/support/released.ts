import { FakeAws } from './fake-aws';
import { type SynthOptions, Workspace } from './workspace';

/** An app with its ledger, and the AWS that it is deployed to. */
export class ReleasedShop {
  /** A shop that was deployed and recorded in each of some states; prod serves the first of them. */
  public static async of(...states: SynthOptions[]): Promise<ReleasedShop> {
    const aws = await FakeAws.start();
    const shop = new ReleasedShop(aws, new Workspace(aws.env), states[states.length - 1]);
    await shop.workspace.release('init');
    for (const state of states) {
      shop.deploy(state);
      await shop.workspace.release('record');
    }
    return shop;
  }

  private constructor(public readonly aws: FakeAws, public readonly workspace: Workspace, private readonly last: SynthOptions) {}

  public deploy(state = this.last): void {
    this.workspace.synth(state);
    this.aws.deploy('Shop', this.workspace.template());
  }

  /** The stages and the aliases as AWS has them. */
  public look() {
    const { stages, lambda } = this.aws;
    return structuredClone({ stages: Object.fromEntries(stages.stages), aliases: lambda.look() });
  }

  public async stop(): Promise<void> {
    await this.aws.stop();
    this.workspace.remove();
  }
}
