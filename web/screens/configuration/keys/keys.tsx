import { isAdmin, useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { useGet } from '../../../client/query.ts';
import { shortDay } from '../../../time/format.ts';
import { serverNow } from '../../../time/now.tsx';
import { Table } from '../../../ui/list.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { Loaded, nameOf } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { frameworkWords } from '../framework/words.ts';
import { scopeNames, scopeWords } from '../scopes.tsx';
import { KeyList } from './key-list.tsx';
import { type UsageRow, usageOf, usedLately } from './usage.ts';
import { keyWords } from './words.ts';
import '../framework/framework.css';

/** One's own keys, and for administrators how much keys are used. */
export default function Keys() {
  const text = useWords(keyWords);
  const common = useWords(frameworkWords);
  const me = useMe();
  return (
    <Page title={text.title} lead={text.lead} crumbs={[{ href: '/configuration', text: common.configuration }]}>
      <KeyList user={me.id} title={text.mine} />
      {isAdmin(me) && (
        <>
          <p class="faint">{text.othersHint}</p>
          <UsageReport />
        </>
      )}
    </Page>
  );
}

function UsageReport() {
  const text = useWords(keyWords);
  const scopes = useWords(scopeWords);
  const usage = useGet('/reports/api-keys/usage', { params: { query: usedLately(serverNow()) } });
  const language = useLanguage();
  const { items: users = [] } = useAll('/users');
  const owner = (id: number) => users.find((user) => user.id === id) ?? { id };
  const about = (scope: string) => scopes.names[scopeNames.find((name) => name === scope.split(':')[0]) ?? 'account'];
  return (
    <Card flush title={text.usage}>
      <p class="configuration-pad faint">{text.usageLead}</p>
      <Loaded of={usage}>
        {(rows) => {
          const all = usageOf(rows as unknown as readonly UsageRow[]);
          return all.length === 0 ? (
            <p class="configuration-pad faint">{text.noUsage}</p>
          ) : (
            <Table
              caption={text.usage}
              items={all}
              keyOf={({ user, scope }) => `${user} ${scope}`}
              columns={[
                { title: text.user, cell: ({ user }) => nameOf(owner(user)) },
                {
                  title: text.scope,
                  cell: ({ scope }) => (
                    <>
                      {about(scope)} <code class="faint">{scope}</code>
                    </>
                  ),
                },
                { title: text.calls, cell: ({ calls }) => <span class="number">{calls}</span> },
                { title: text.lastDay, cell: ({ lastDay }) => shortDay(lastDay, { language, timezone: 'UTC' }) },
              ]}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}
