import type { SendResult } from '../ports/channels.ts';

/** Messages are repeated by their own states, never by the SDK: it cannot know whether the first one went out. */
export const clientSettings = { maxAttempts: 1 } as const;

const limitMilliseconds = 20_000;

/** Aborts a call to a provider that takes longer than a driver may. */
export const withinLimit = (): { abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(limitMilliseconds),
});

/** What AWS answered instead of a result, as far as drivers look at it. */
export interface ProviderError {
  readonly name: string;
  readonly message: string;
  readonly Reason?: string;
  readonly Fields?: readonly { readonly Name?: string }[];
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Refusals that no repeat turns into a yes: no right to send, or a request that the provider does not understand. */
const neverPasses =
  /^(AccessDenied|Authorization|NotAuthorized|Forbidden|Invalid(Request|Parameter|Input)|Validation|BadRequest|(Resource)?NotFound)/;

/** Nobody was reached, so nothing was sent. */
const unreachable: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * Turns a provider's refusal into an outcome: `isHard` names what else will never work for this message; any other answer
 * of the 4xx kind means that nothing was sent. Everything else is thrown, because the message may have gone out.
 */
export async function outcomeOf(
  send: () => Promise<SendResult>,
  isHard: (error: ProviderError) => boolean,
): Promise<SendResult> {
  try {
    return await send();
  } catch (error) {
    if (unreachable.includes(codeOf(error))) return { outcome: 'postponed', error: String(codeOf(error)) };
    if (!isProviderError(error)) throw error;
    const status = error.$metadata?.httpStatusCode ?? 0;
    if (status < 400 || status >= 500) throw error;
    const described = `${error.Reason ?? error.name}: ${error.message}`.slice(0, 300);
    const isRejected = neverPasses.test(error.name) || isHard(error);
    if (!isRejected) return { outcome: 'postponed', error: described };
    return { outcome: 'rejected', error: described, ...(isOptOut(error) && { optedOut: true }) };
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const isOptOut = ({ name, Reason }: ProviderError): boolean =>
  name === 'OptedOutException' || Reason === 'DESTINATION_PHONE_NUMBER_OPTED_OUT';

const isProviderError = (error: unknown): error is ProviderError => error instanceof Error && '$metadata' in error;

/** The id a provider gave to what it took. */
export function sent(providerId: string | undefined): SendResult {
  if (!providerId) throw new Error('the provider took the message without naming it');
  return { outcome: 'sent', providerId };
}
