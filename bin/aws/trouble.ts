/** Why a call to AWS did not answer: nobody to be, no permission, no network, or something else. */
export type Trouble = 'CREDENTIALS' | 'DENIED' | 'OFFLINE' | 'OTHER';

const credentials =
  /^(CredentialsProviderError|ExpiredToken|ExpiredTokenException|InvalidClientTokenId|InvalidToken|UnrecognizedClient(Exception)?|SignatureDoesNotMatch|AuthFailure|TokenRefreshRequired|TokenProviderError|SSOTokenProviderFailure)$/;
const denied =
  /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation|NotAuthorized(Exception)?|ForbiddenException)$/;
const offline =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|EPROTO|ERR_SOCKET.*|CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*)$/;

export function troubleOf(error: unknown): Trouble {
  const { name, code, cause } = (error ?? {}) as { name?: string; code?: string; cause?: unknown };
  if (credentials.test(name ?? '')) return 'CREDENTIALS';
  if (denied.test(name ?? '')) return 'DENIED';
  if (name === 'TimeoutError' || offline.test(String(code ?? ''))) return 'OFFLINE';
  if (cause !== undefined && cause !== error) return troubleOf(cause);
  return 'OTHER';
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);

/** The one line that says why there is nothing to be said about an account. */
export function cannotAsk(error: unknown): string {
  const said = messageOf(error).split('\n')[0];
  switch (troubleOf(error)) {
    case 'CREDENTIALS':
      return `AWS cannot be asked: this shell has no valid credentials (${said}). Sign in, or set AWS_PROFILE.`;
    case 'DENIED':
      return `AWS cannot be asked: your credentials may not even say who they are (${said}).`;
    case 'OFFLINE':
      return `AWS cannot be asked: this machine does not reach it (${said}).`;
    case 'OTHER':
      return `AWS cannot be asked: ${said}`;
  }
}
