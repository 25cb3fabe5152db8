export type SignatureErrorType = 'IncompleteSignatureException' | 'InvalidSignatureException' | 'UnrecognizedClientException' | 'ExpiredTokenException';

/** A signature is none, or is not good. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';

  constructor(readonly type: SignatureErrorType, message: string) {
    super(message);
  }
}
