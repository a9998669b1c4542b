import { BellRing } from 'lucide-preact';
import { useMe } from '../../app/session.tsx';
import type { Api } from '../../client/api.ts';
import { useGet } from '../../client/query.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Empty, Loaded, Person } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { Frame } from './frame.tsx';
import { reachWords } from './reach-words.ts';
import { momentText, windowText } from './texts.ts';
import { parseTime } from './times.ts';

type Unreached = Api<'Reachability'>;

/** Whom a page may not wake within the next two weeks, why, and what to do. */
export default function Reachability() {
  const text = useWords(reachWords);
  const report = useGet('/on-calls/reachability', undefined, { every: 60_000 });
  return (
    <Frame>
      <p class="faint">{text.lead}</p>
      <Loaded of={report}>
        {(people) =>
          people.length === 0 ? (
            <Card>
              <Empty icon={<BellRing aria-hidden="true" />} title={text.all}>
                {text.allWhy}
              </Empty>
            </Card>
          ) : (
            <Card title={text.unreached(people.length)} flush>
              {people.map((one) => (
                <UnreachedPerson key={one.user.id} one={one} />
              ))}
            </Card>
          )
        }
      </Loaded>
    </Frame>
  );
}

function UnreachedPerson({ one }: { readonly one: Unreached }) {
  const text = useWords(reachWords);
  const language = useLanguage();
  const me = useMe();
  const { user, problems, mutedUntil, shifts } = one;
  const isMe = user.id === me.id;
  return (
    <article class="on-call-unreached">
      <div class="row">
        <h3>
          <Person person={user} />
        </h3>
        {!problems.includes('DELETED') && (
          <LinkButton size="small" href={isMe ? '/me' : `/configuration/users/${user.id}`}>
            {isMe ? text.toMe : text.toPerson}
          </LinkButton>
        )}
      </div>
      <ul class="reasons">
        {problems.map((problem) => (
          <li key={problem}>
            <strong>{text.why[problem]?.[0] ?? problem}</strong>
            <div class="faint">
              {text.why[problem]?.[1]}
              {problem === 'MUTED' && mutedUntil && ` ${text.muted(momentText(parseTime(mutedUntil), { language }))}`}
            </div>
          </li>
        ))}
      </ul>
      <details class="on-call-problems small">
        <summary>{text.onCall}</summary>
        <ul>
          {shifts.map(({ escalationPolicy, escalationLevel, schedule, start, end }) => (
            <li key={`${escalationPolicy.id} ${escalationLevel} ${schedule?.id} ${start}`}>
              <bdi>{escalationPolicy.name}</bdi>, {text.level(escalationLevel)}
              {schedule && (
                <>
                  {' · '}
                  <a href={`/on-call/schedules/${schedule.id}`}>
                    <bdi>{schedule.name}</bdi>
                  </a>
                </>
              )}
              {' · '}
              {start && end ? windowText({ start: parseTime(start), end: parseTime(end) }, { language }) : text.always}
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}
