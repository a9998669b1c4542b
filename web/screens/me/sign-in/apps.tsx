import { Blocks } from 'lucide-preact';
import { useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { dayAndTime } from '../../../time/format.ts';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { useOwnPath } from '../own.ts';
import { signInWords } from './words.ts';

type Grant = Api<'Grant'>;

/** Apps that I let act for me. */
export function Apps() {
  const text = useWords(signInWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const { id: user } = useMe();
  const ask = useAsk();
  const grants = useGet('/users/{user}/grants', useOwnPath());

  async function takeBack({ id, app }: Grant) {
    const title = text.revokeTitle(app.name ?? `#${app.id}`);
    if (!(await ask({ title, text: text.revokeWhy, yes: text.revoke, danger: true }))) return;
    await answer(api.DELETE('/users/{user}/grants/{id}', { params: { path: { user, id } } })).catch((error: unknown) =>
      toastError(error, common.failed),
    );
    await refresh('/users/{user}/grants');
  }

  return (
    <Card title={text.apps} flush>
      <Loaded of={grants} lines={1}>
        {(all) =>
          all.length === 0 ? (
            <p class="faint me-why">{text.noApps}</p>
          ) : (
            <List>
              {all.map((grant) => (
                <Row
                  key={grant.id}
                  lead={
                    <span class="me-icon">
                      <Blocks aria-hidden="true" />
                    </span>
                  }
                  title={<bdi>{grant.app.name ?? `#${grant.app.id}`}</bdi>}
                  end={
                    <Button size="small" onClick={() => takeBack(grant)}>
                      {text.revoke}
                    </Button>
                  }
                >
                  {grant.scopes.join(' ')} · {text.ends(dayAndTime(grant.expiresAt, { language }))}
                </Row>
              ))}
            </List>
          )
        }
      </Loaded>
    </Card>
  );
}
