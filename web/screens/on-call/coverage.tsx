import { Handshake } from 'lucide-preact';
import { useLocation } from 'preact-iso';
import { useMe } from '../../app/session.tsx';
import { useAction } from '../../client/action.ts';
import { type Api, answer, api } from '../../client/api.ts';
import { refresh, useGet } from '../../client/query.ts';
import { Ago } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Badge, Empty, Failure, Loaded, nameOf, type Tone } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { coverageWords } from './coverage-words.ts';
import { Frame } from './frame.tsx';
import { mayTake } from './rights.ts';
import { isolated, windowText } from './texts.ts';
import { parseTime } from './times.ts';
import { reread } from './write.ts';

type CoverageRequest = Api<'CoverageRequest'>;

/** What colleagues ask of one another: to me, by me, and what became of it. */
export default function Coverage() {
  const text = useWords(coverageWords);
  const me = useMe();
  const { path, query, route } = useLocation();
  const requests = useGet('/coverage-requests', { params: { query: { 'max-results': 100 } } }, { every: 15_000 });
  const isAsking = query.ask !== undefined;
  const ask = () => route(`${path}?ask`, true);
  return (
    <Frame
      actions={
        mayTake(me) && (
          <Button kind="primary" icon={<Handshake aria-hidden="true" />} onClick={ask}>
            {text.ask}
          </Button>
        )
      }
    >
      <Loaded of={requests}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty icon={<Handshake aria-hidden="true" />} title={text.none}>
                {text.noneWhy}
              </Empty>
            </Card>
          ) : (
            <Requests all={all} />
          )
        }
      </Loaded>
      {isAsking && <AskDialog chosen={query.ask ?? ''} onClose={() => route(path, true)} />}
    </Frame>
  );
}

function Requests({ all }: { readonly all: readonly CoverageRequest[] }) {
  const text = useWords(coverageWords);
  const me = useMe();
  const open = all.filter(({ state }) => state === 'PENDING');
  const parts = [
    { title: text.forMe, requests: open.filter(({ colleague }) => colleague.id === me.id) },
    { title: text.mine, requests: open.filter(({ colleague }) => colleague.id !== me.id) },
    { title: text.history, requests: all.filter(({ state }) => state !== 'PENDING') },
  ];
  return (
    <>
      {parts
        .filter(({ requests }) => requests.length > 0)
        .map(({ title, requests }) => (
          <Card key={title} title={title} flush>
            {requests.map((request) => (
              <Request key={request.id} request={request} />
            ))}
          </Card>
        ))}
    </>
  );
}

const tones: Readonly<Record<string, Tone>> = { PENDING: 'warn', ACCEPTED: 'ok', DECLINED: 'bad', CANCELLED: 'none' };

function Request({ request }: { readonly request: CoverageRequest }) {
  const text = useWords(coverageWords);
  const language = useLanguage();
  const me = useMe();
  const { id, state, requester, colleague, shifts, message } = request;
  const isForMe = colleague.id === me.id;
  const done = async (said: string) => {
    toast({ text: said });
    await Promise.all([refresh('/coverage-requests'), reread()]);
  };
  const params = { path: { id } };
  const accept = useAction(async () => {
    await answer(api.PUT('/coverage-requests/{id}/accept', { params }));
    await done(text.accepted);
  });
  const decline = useAction(async () => {
    await answer(api.PUT('/coverage-requests/{id}/decline', { params }));
    await done(text.declined);
  });
  const cancel = useAction(async () => {
    await answer(api.PUT('/coverage-requests/{id}/cancel', { params }));
    await done(text.cancelled);
  });
  const error = accept.error ?? decline.error ?? cancel.error;
  return (
    <article class="on-call-request">
      <div class="grow">
        <h3 dir="auto">{isForMe ? text.asks(isolated(nameOf(requester))) : text.asked(isolated(nameOf(colleague)))}</h3>
        <ul>
          {shifts.map(({ schedule, start, end }) => (
            <li key={`${schedule.id} ${start}`}>
              {windowText({ start: parseTime(start), end: parseTime(end) }, { language })}{' '}
              <a class="small" href={`/on-call/schedules/${schedule.id}`}>
                <bdi>{schedule.name ?? `#${schedule.id}`}</bdi>
              </a>
            </li>
          ))}
        </ul>
        {message && <blockquote dir="auto">{message}</blockquote>}
        {error && <Failure error={error} />}
      </div>
      <div class="row">
        {state === 'PENDING' && isForMe && (
          <>
            <Button busy={decline.isRunning} onClick={() => decline.run()}>
              {text.decline}
            </Button>
            <Button kind="good" busy={accept.isRunning} onClick={() => accept.run()}>
              {text.accept}
            </Button>
          </>
        )}
        {state === 'PENDING' && requester.id === me.id && (
          <Button busy={cancel.isRunning} onClick={() => cancel.run()}>
            {text.cancel}
          </Button>
        )}
        <span class="faint small">
          {state !== 'PENDING' && <Badge tone={tones[state] ?? 'none'}>{text.states[state] ?? state}</Badge>}{' '}
          <Ago at={request.updatedAt} />
        </span>
      </div>
    </article>
  );
}
