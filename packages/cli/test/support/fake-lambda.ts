import { Refused } from './fake-stages';

/**
 * A fake of Lambda's versions and aliases. Its rules: a version is a number that goes up with each one that is published; an alias points at
 * a version that is there; an alias that is not there is `ResourceNotFoundException`.
 */
export class FakeLambda {
  private readonly versions = new Map<string, number>();
  private readonly aliases = new Map<string, Map<string, string>>();

  public publish(functionArn: string): string {
    const version = (this.versions.get(functionArn) ?? 0) + 1;
    this.versions.set(functionArn, version);
    return String(version);
  }

  public setAlias(functionArn: string, alias: string, version: string): void {
    if (!(Number(version) >= 1 && Number(version) <= (this.versions.get(functionArn) ?? 0))) {
      throw new Refused(404, 'ResourceNotFoundException', `Function not found: ${functionArn}:${version}`);
    }
    if (!this.aliases.has(functionArn)) this.aliases.set(functionArn, new Map());
    this.aliases.get(functionArn)!.set(alias, version);
  }

  /** GetAlias, and UpdateAlias where there is a body. */
  public serve(functionArn: string, alias: string, body?: { readonly FunctionVersion: string }): object {
    const version = this.aliases.get(functionArn)?.get(alias);
    if (!version) throw new Refused(404, 'ResourceNotFoundException', `Cannot find alias arn: ${functionArn}:${alias}`);
    if (body) this.setAlias(functionArn, alias, body.FunctionVersion);
    return { Name: alias, FunctionVersion: this.aliases.get(functionArn)!.get(alias) };
  }

  public forget(alias: string): void {
    for (const aliases of this.aliases.values()) aliases.delete(alias);
  }

  public look(): Record<string, Record<string, string>> {
    return Object.fromEntries([...this.aliases].map(([arn, aliases]) => [arn.split(':')[6], Object.fromEntries([...aliases].sort())]));
  }
}
