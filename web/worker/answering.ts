/** What one attempt to post an answer came to. */
type Attempt = { readonly said: unknown } | 'unreachable';

export interface Answering {
  readonly post: (url: string) => Promise<Response>;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const pause = 2_000;

/**
 * Posts an answer, and once more when the network, or the API, did not take it: an answer that is given twice counts once. Undefined when
 * nobody knows that it was taken; only what the API itself has said counts as done.
 */
export async function postAnswer(url: string, { post, wait }: Answering): Promise<unknown> {
  const attempt = async (): Promise<Attempt> => {
    try {
      const response = await post(url);
      // 403 is the answer of a link that is not good any more; the rest is none.
      return response.ok || response.status === 403 ? { said: await response.json() } : 'unreachable';
    } catch {
      return 'unreachable';
    }
  };
  let result = await attempt();
  if (result === 'unreachable') {
    await wait(pause);
    result = await attempt();
  }
  return result === 'unreachable' ? undefined : result.said;
}
