import { Monitor, Smartphone } from 'lucide-preact';
import { signOut, useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { deviceName } from '../../../push/device-name.ts';
import { leaveDevices } from '../../../push/push.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Badge, Loaded } from '../../../ui/states.tsx';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { useOwnPath } from '../own.ts';
import { signInWords } from './words.ts';

type Session = Api<'Session'>;

/** Where I am signed in, the latest first. */
export function Sessions() {
  const text = useWords(signInWords);
  const common = useWords(commonWords);
  const { id: user } = useMe();
  const ask = useAsk();
  const sessions = useGet('/users/{user}/sessions', useOwnPath());

  async function end({ id }: Session) {
    await answer(api.DELETE('/users/{user}/sessions/{id}', { params: { path: { user, id } } })).catch(
      (error: unknown) => toastError(error, common.failed),
    );
    await refresh('/users/{user}/sessions');
  }

  /** Once the session is over nobody could take the browser off the devices. */
  const leavePushes = () => leaveDevices(user).catch(() => undefined);

  async function leave() {
    await leavePushes();
    await signOut();
  }

  async function endAll() {
    if (!(await ask({ title: text.endAll, text: text.endAllWhy, yes: text.endAll, danger: true }))) return;
    try {
      await leavePushes();
      await answer(api.DELETE('/users/{user}/sessions', { params: { path: { user } } }));
      await signOut();
    } catch (error) {
      toastError(error, common.failed);
    }
  }

  return (
    <Card
      title={text.sessions}
      flush
      actions={
        <>
          <Button size="small" onClick={leave}>
            {text.signOut}
          </Button>
          <Button size="small" kind="danger" onClick={endAll}>
            {text.endAll}
          </Button>
        </>
      }
    >
      <p class="faint me-why">{text.sessionsWhy}</p>
      <Loaded of={sessions} lines={2}>
        {(all) => (
          <List>
            {all
              .toSorted((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt))
              .map((session) => (
                <SessionRow key={session.id} session={session} end={() => end(session)} />
              ))}
          </List>
        )}
      </Loaded>
    </Card>
  );
}

function SessionRow({ session, end }: { readonly session: Session; readonly end: () => unknown }) {
  const text = useWords(signInWords);
  const name = deviceName(session.userAgent);
  const Icon = /Android|iPhone|iPad/.test(name) ? Smartphone : Monitor;
  return (
    <Row
      lead={
        <span class="me-icon">
          <Icon aria-hidden="true" />
        </span>
      }
      title={name}
      end={
        session.isCurrent ? (
          <Badge tone="ok">{text.here}</Badge>
        ) : (
          <Button size="small" aria-label={`${text.end}: ${name}`} onClick={end}>
            {text.end}
          </Button>
        )
      }
    >
      {text.methods[session.method] ?? session.method} · <Ago at={session.lastSeenAt} />
    </Row>
  );
}
