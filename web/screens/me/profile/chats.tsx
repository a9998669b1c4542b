import { MessagesSquare } from 'lucide-preact';
import { useMe } from '../../../app/session.tsx';
import { answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { dayAndTime } from '../../../time/format.ts';
import { Button } from '../../../ui/button.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { useOwnPath } from '../own.ts';
import { profileWords } from './words.ts';

/** Who I am in chats. */
export function Chats() {
  const text = useWords(profileWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const { id: user } = useMe();
  const accounts = useGet('/users/{user}/chat-accounts', useOwnPath());

  async function unlink(id: string) {
    await answer(api.DELETE('/users/{user}/chat-accounts/{id}', { params: { path: { user, id } } })).catch(
      (error: unknown) => toastError(error, common.failed),
    );
    await refresh('/users/{user}/chat-accounts');
  }

  return (
    <Card title={text.chats} flush>
      <p class="faint me-why">{text.chatsWhy}</p>
      <Loaded of={accounts} lines={1}>
        {(all) =>
          all.length === 0 ? (
            <p class="faint me-why">{text.noChats}</p>
          ) : (
            <List>
              {all.map(({ id, type, name, user: account, space, linkedAt }) => (
                <Row
                  key={id}
                  lead={
                    <span class="me-icon">
                      <MessagesSquare aria-hidden="true" />
                    </span>
                  }
                  title={<bdi>{name ?? account}</bdi>}
                  end={
                    <Button size="small" onClick={() => unlink(id)}>
                      {text.unlink}
                    </Button>
                  }
                >
                  {type} · {space} · {text.since(dayAndTime(linkedAt, { language }))}
                </Row>
              ))}
            </List>
          )
        }
      </Loaded>
    </Card>
  );
}
