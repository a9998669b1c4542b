import { useRoute } from 'preact-iso';
import { isResponder, useMe } from '../../app/session.tsx';
import { useGet } from '../../client/query.ts';
import { Ago } from '../../time/now.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { AlertActionsCard } from './alert-actions.tsx';
import { AlertBar } from './alert-bar.tsx';
import { AlertMore } from './alert-more.tsx';
import { AlertSaid } from './alert-said.tsx';
import { alertWords } from './alert-words.ts';
import { CommentForm } from './comment-form.tsx';
import { AlertFacts } from './facts.tsx';
import type { Alert } from './model.ts';
import { Next } from './next.tsx';
import { Holder, NextEscalation, PriorityMark, StateBadge } from './parts.tsx';
import { Responders } from './responders.tsx';
import { Story } from './story.tsx';
import { shortened } from './text.ts';
import { useDeeds } from './use-deeds.ts';
import { useAlertLog } from './use-log.ts';
import './alert.css';

const include = 'customDetails,escalationRules,execution';

/** One alert: what it is, who has it, what comes next, what was done, and everything that can be done to it. */
export default function AlertScreen() {
  const text = useWords(alertWords);
  const id = Number(useRoute().params.id);
  const got = useGet('/alerts/{id}', { params: { path: { id }, query: { include } } }, { every: 5000 });
  const crumbs = [{ href: '/alerts', text: text.alerts }];
  const data = got.data?.id === id ? got.data : undefined;
  if (data === undefined)
    return (
      <Page title={`#${id}`} crumbs={crumbs}>
        <Loaded of={{ ...got, data: undefined }}>{() => null}</Loaded>
      </Page>
    );
  return <Known key={id} alert={data} />;
}

function Known({ alert }: { readonly alert: Alert }) {
  const text = useWords(alertWords);
  const me = useMe();
  const deeds = useDeeds();
  const mayAct = isResponder(me);
  const seen = deeds.seen(alert);
  const log = useAlertLog(alert.id);
  const path = { id: alert.id };
  const notifications = useGet('/alerts/{id}/notifications', { params: { path } }, { every: 10_000 });
  return (
    <Page
      title={shortened(alert.summary, 180)}
      crumbs={[
        { href: '/alerts', text: text.alerts },
        { href: `/alerts/${alert.id}`, text: `#${alert.id}` },
      ]}
      lead={
        <span class="alert-lead">
          <StateBadge alert={seen} />
          <PriorityMark priority={seen.priority} named />
          <Ago at={alert.reportTime} />
          <Holder alert={seen} meId={me.id} />
          <NextEscalation alert={seen} />
        </span>
      }
      width="wide"
    >
      {mayAct && <AlertBar alert={seen} deeds={deeds} />}
      <div class="alert-columns">
        <div class="stack">
          <Next alert={seen} />
          <AlertSaid alert={alert} />
          <Story log={log} notifications={notifications.data ?? []} />
          {mayAct && <CommentForm alertId={alert.id} />}
        </div>
        <div class="stack">
          <AlertFacts alert={seen} />
          <Responders alert={seen} mayAct={mayAct} />
          <AlertActionsCard alert={seen} mayAct={mayAct} />
          <AlertMore alert={alert} />
        </div>
      </div>
    </Page>
  );
}
