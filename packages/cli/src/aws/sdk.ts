import { EXIT, Failure, problem, refuse } from '../problems';

/** Loads a client of the AWS SDK, which not every command needs. */
export async function loadSdk<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (/MODULE_NOT_FOUND$/.test(code) && message.includes(name)) return refuse('SdkMissing', name);
    throw error;
  }
}

/** Sends a request; what fails is the end of the command. */
export async function asking<T>(call: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw awsFailure(call, error, [], 'see that it is deployed, that the credentials and the region are right, and what they permit');
  }
}

export function awsFailure(call: string, error: unknown, done: readonly string[], next: string): Failure {
  const { name, message } = error as Error;
  return new Failure([problem('Aws', call, `${name}: ${message}`, done, next)], EXIT.aws);
}
