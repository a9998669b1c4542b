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

/**
 * Turns a provider's refusal into an outcome: `isHard` names what will never work for this message; any other answer of
 * the 4xx kind means that nothing was sent. Everything else is thrown, because the message may have gone out.
 */
export async function outcomeOf(
  send: () => Promise<SendResult>,
  isHard: (error: ProviderError) => boolean,
): Promise<SendResult> {
  try {
    return await send();
  } catch (error) {
    if (!isProviderError(error)) throw error;
    const status = error.$metadata?.httpStatusCode ?? 0;
    if (status < 400 || status >= 500) throw error;
    const described = `${error.Reason ?? error.name}: ${error.message}`.slice(0, 300);
    return { outcome: isHard(error) ? 'rejected' : 'postponed', error: described };
  }
}

const isProviderError = (error: unknown): error is ProviderError => error instanceof Error && '$metadata' in error;

/** The id a provider gave to what it took. */
export function sent(providerId: string | undefined): SendResult {
  if (!providerId) throw new Error('the provider took the message without naming it');
  return { outcome: 'sent', providerId };
}
