import type { HistoryView } from '../../domain/page/view.ts';
import type { Day } from '../../domain/service/days.ts';
import type { ServiceStatus } from '../../domain/service/status.ts';
import type { Look } from './pieces.tsx';
import { dayText, durationText, percentText } from './times.ts';
import type { PageWords } from './words.ts';

/** A bar's form; a fine day has none of its own. */
const forms: Readonly<Record<ServiceStatus, string>> = {
  OPERATIONAL: '',
  UNDER_MAINTENANCE: ' class=m',
  DEGRADED: ' class=d',
  PARTIAL_OUTAGE: ' class=p',
  MAJOR_OUTAGE: ' class=x',
};

/** A page may have ten thousand bars, so they are written as they are and not as components. */
const barsHtml = (days: readonly Day[]): string =>
  days.map(({ date, worst }) => `<i data-day="${date}"${worst === null ? ' class=n' : forms[worst]}></i>`).join('');

const isBad = ({ majorSec, partialSec }: Day): boolean => majorSec + partialSec > 0;

function dayLine({ date, majorSec, partialSec, uptime }: Day, words: PageWords): string {
  const outages = [
    ...(majorSec > 0 ? [words.major(durationText(majorSec, words))] : []),
    ...(partialSec > 0 ? [words.partial(durationText(partialSec, words))] : []),
  ];
  const share = uptime === null ? [] : [`${percentText(uptime, words)}\u00A0%`];
  return `${dayText(date, words)}: ${[...outages, ...share].join(', ')}`;
}

interface BarsProperties {
  readonly name: string;
  readonly history: HistoryView;
  /** Whether what happened is shown from the beginning. */
  readonly isOpen?: boolean;
  readonly look: Look;
}

/**
 * 90 days as bars. One stop for the keyboard, one text for who does not see them, and what happened on which day when it is opened,
 * by key, pointer or finger, without script.
 */
export function Bars({ name, history, isOpen, look: { words } }: BarsProperties) {
  const { days, uptime } = history;
  const bad = days.filter(isBad).toReversed();
  const share = percentText(uptime.p90, words);
  return (
    <details open={isOpen}>
      <summary>
        <span
          class="bars"
          role="img"
          aria-label={words.bars(name, share, bad.length)}
          dangerouslySetInnerHTML={{ __html: barsHtml(days) }}
        />
        <span class="scale">
          <span>{words.daysAgo}</span>
          <span>{words.uptime(share)}</span>
          <span>{words.today}</span>
        </span>
      </summary>
      <div class="days">
        {bad.length === 0 ? (
          words.allDaysFine
        ) : (
          <ul aria-label={words.daysWithOutages}>
            {bad.map((day) => (
              <li key={day.date}>{dayLine(day, words)}</li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}
