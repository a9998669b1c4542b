import { useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { type Api, answer, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { toast } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { meWords } from './words.ts';

/** What can be tried: a contact, or a device. */
export interface Tried {
  readonly method: string;
  readonly id: number;
}

type Test = Api<'TestMessage'>;

function send(user: number, { method, id }: Tried): Promise<Test> {
  const params = { path: { user, id } };
  switch (method) {
    case 'PUSH':
      return answer(api.POST('/users/{user}/devices/{id}/test', { params }));
    case 'EMAIL':
      return answer(api.POST('/users/{user}/contacts/emails/{id}/test', { params, body: { method: 'EMAIL' } }));
    default:
      return answer(
        api.POST('/users/{user}/contacts/phone-numbers/{id}/test', {
          params,
          body: { method: method === 'VOICE' ? 'VOICE' : 'SMS' },
        }),
      );
  }
}

function read(user: number, { method, id }: Tried, test: number): Promise<Test> {
  const params = { path: { user, id, test } };
  switch (method) {
    case 'PUSH':
      return answer(api.GET('/users/{user}/devices/{id}/test/{test}', { params }));
    case 'EMAIL':
      return answer(api.GET('/users/{user}/contacts/emails/{id}/test/{test}', { params }));
    default:
      return answer(api.GET('/users/{user}/contacts/phone-numbers/{id}/test/{test}', { params }));
  }
}

/** Looks again while a test is on its way, for some seconds more than the API waits itself. */
const looks = 3;
const pause = 2_000;

/** Sends a test, and says what became of it. */
export function useTest(): { readonly tried: Tried | undefined; readonly test: (one: Tried) => Promise<void> } {
  const text = useWords(meWords);
  const { id: user } = useMe();
  const [tried, setTried] = useState<Tried>();
  async function test(one: Tried): Promise<void> {
    setTried(one);
    try {
      let found = await send(user, one);
      for (let count = 0; count < looks && found.status === 'SCHEDULED'; count++) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        found = await read(user, one, found.id);
      }
      const { status, errorMessage = status } = found;
      toast({ text: status === 'ERROR' ? text.notTested(errorMessage) : (text.tested[status] ?? status) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast({ text: text.notTested(error.message) });
    } finally {
      setTried(undefined);
    }
  }
  return { tried, test };
}
