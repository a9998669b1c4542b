import type { IdentityProvider } from '../domain/identity-provider/identity-provider.ts';

/** What a provider has to know of us, and we of it. */
export type OpenIdClient = Pick<
  IdentityProvider,
  'id' | 'version' | 'issuer' | 'clientId' | 'clientSecret' | 'scopes' | 'claims'
>;

/** What ties an answer of a provider to the browser that asked for it, and to one attempt. */
export interface OpenIdTies {
  /** Goes through the provider and comes back. */
  readonly state: string;
  /** Stands in the token. */
  readonly nonce: string;
  /** Of PKCE: who redeems the code is who asked for it. */
  readonly verifier: string;
}

export interface TieAttempts {
  tie(attemptId: string, browser: string): OpenIdTies;
  /** The attempt that a state belongs to, if it was made for this browser. */
  attemptIn(state: string, browser: string): string | undefined;
}

/** What a provider vouches for, in a token that was made for us and for this attempt. */
export interface OpenIdAnswer {
  /** As the provider calls itself. */
  readonly issuer: string;
  /** Who it is, among all that this issuer knows, for ever. */
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Why a provider's answer counts for nothing: nobody answered, the provider or its user refused, or the answer is not sound. */
export type OpenIdTrouble = 'UNREACHABLE' | 'REFUSED' | 'UNSOUND';

/** Signing in over a provider went wrong; `detail` is for the log and holds nothing that anybody sent. */
export class OpenIdError extends Error {
  readonly trouble: OpenIdTrouble;
  readonly detail: string;

  constructor(trouble: OpenIdTrouble, detail: string) {
    super(`the identity provider: ${trouble} (${detail})`);
    this.name = 'OpenIdError';
    this.trouble = trouble;
    this.detail = detail;
  }
}

/** Speaks OpenID Connect with providers. Both calls reject with OpenIdError. */
export interface OpenId {
  /** Where the provider signs people in. */
  signInAddress(client: OpenIdClient, ties: OpenIdTies, redirectUrl: string): Promise<string>;
  /** Redeems what the provider has sent along with the browser, and checks all of it. */
  readAnswer(
    client: OpenIdClient,
    ties: OpenIdTies,
    answer: { redirectUrl: string; query: string },
  ): Promise<OpenIdAnswer>;
}
