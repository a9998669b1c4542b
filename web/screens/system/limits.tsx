import { Card, Facts } from '../../ui/page.tsx';
import { Badge } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { Part } from './part.tsx';
import type { SystemStatus } from './verdict.ts';
import { systemWords } from './words.ts';

/** On which channels people are told, and how they may answer. */
export function Sending({ system: { channels, answers } }: { readonly system: SystemStatus }) {
  const text = useWords(systemWords);
  return (
    <Card title={text.sending}>
      <dl class="system-numbers">
        {channels.map(({ channel, isConfigured }) => (
          <div key={channel}>
            <dt>{text.channel[channel]}</dt>
            <dd>
              <Badge tone={isConfigured ? 'ok' : 'none'}>{isConfigured ? text.isOn : text.isOff}</Badge>
            </dd>
          </div>
        ))}
        <div>
          <dt>{text.answerSms}</dt>
          <dd>{answers.bySms ? text.yes : text.no}</dd>
        </div>
        <div>
          <dt>{text.answerMail}</dt>
          <dd>{answers.byMail ? text.yes : text.no}</dd>
        </div>
      </dl>
    </Card>
  );
}

/** How much of each limit is used. */
export function Limits({ system: { mail, texts, today, limits } }: { readonly system: SystemStatus }) {
  const text = useWords(systemWords);
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' });
  const { all, perUser } = limits;
  return (
    <Card title={text.limits}>
      <div class="system-meters">
        {mail && (
          <Part of={mail}>
            {({ sentToday, perDay }) => (
              <Used name={text.mailToday} used={sentToday} limit={perDay < 0 ? undefined : perDay} format={number} />
            )}
          </Part>
        )}
        {texts && (
          <Part of={texts}>
            {({ spent, limit }) =>
              limit !== undefined && <Used name={text.textMoney} used={spent} limit={limit} format={money} />
            }
          </Part>
        )}
        <Part of={today}>
          {(sent) => (
            <>
              <Used name={text.textsToday} used={sent.texts} limit={all?.texts} format={number} />
              <Used name={text.callsToday} used={sent.calls} limit={all?.calls} format={number} />
            </>
          )}
        </Part>
      </div>
      {perUser && isCap(perUser.texts) && <p class="faint small">{text.perPerson(perUser.texts, perUser.calls)}</p>}
      <Facts of={[[text.countries, limits.phoneCountries?.join(', ') ?? text.everywhere]]} />
    </Card>
  );
}

/** Nothing, or more than anybody could send, is no limit. */
const isCap = (limit: number | undefined): limit is number => limit !== undefined && limit > 0 && limit < 1_000_000;

interface UsedProps {
  readonly name: string;
  readonly used: number | undefined;
  readonly limit: number | undefined;
  readonly format: Intl.NumberFormat;
}

function Used({ name, used, limit, format }: UsedProps) {
  const text = useWords(systemWords);
  const shown = used === undefined ? '–' : format.format(used);
  return (
    <div class="system-meter">
      <div class="row apart">
        <span>{name}</span>
        <span class="faint">
          {isCap(limit) ? text.of(shown, format.format(limit)) : `${shown} · ${text.unlimited}`}
        </span>
      </div>
      {isCap(limit) && used !== undefined && (
        <meter aria-label={name} min={0} max={limit} high={limit * 0.8} optimum={0} value={Math.min(used, limit)} />
      )}
    </div>
  );
}
