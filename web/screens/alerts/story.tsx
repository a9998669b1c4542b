import {
  ArrowDownUp,
  Check,
  CircleAlert,
  CircleDashed,
  CircleSlash,
  Mail,
  MessageSquare,
  Phone,
  Send,
  Smartphone,
} from 'lucide-preact';
import { useMemo, useState } from 'preact/hooks';
import { clockTime, fullTime, shortDay } from '../../time/format.ts';
import { useNow } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import { Written } from './parts.tsx';
import { type Chapter, type Line, type Notification, type Outcome, story, type Told, type Try } from './story.ts';
import type { AlertLog } from './use-log.ts';

/** So many parts are shown at first: the last ones. */
const shownAtFirst = 6;

/** What has happened, as a story: who was told, how and when, whether it reached them, and what people did. */
export function Story({
  log,
  notifications,
}: {
  readonly log: AlertLog;
  readonly notifications: readonly Notification[];
}) {
  const text = useWords(alertWords);
  const now = useNow(30_000);
  const [isReversed, setReversed] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const chapters = useMemo(() => story(log.entries, notifications, now), [log.entries, notifications, now]);
  const hidden = isWhole ? 0 : Math.max(chapters.length - shownAtFirst, 0);
  const shown = chapters.slice(hidden);
  const earlier = hidden > 0 && (
    <li key="earlier">
      <Button kind="quiet" size="small" onClick={() => setWhole(true)}>
        {text.earlier(hidden)}
      </Button>
    </li>
  );
  return (
    <Card
      title={text.story}
      actions={
        <Button
          kind="quiet"
          size="small"
          icon={<ArrowDownUp aria-hidden="true" />}
          onClick={() => setReversed(!isReversed)}
        >
          {isReversed ? text.newestFirst : text.oldestFirst}
        </Button>
      }
    >
      {log.isLoading && <Loading />}
      {log.error && log.entries.length === 0 && <Failure error={log.error} retry={log.reload} />}
      <ol class="alert-story">
        {!isReversed && earlier}
        {(isReversed ? shown.toReversed() : shown).map((chapter) => (
          <ChapterPart key={chapter.key} chapter={chapter} isReversed={isReversed} />
        ))}
        {isReversed && earlier}
      </ol>
    </Card>
  );
}

function ChapterPart({ chapter, isReversed }: { readonly chapter: Chapter; readonly isReversed: boolean }) {
  const text = useWords(alertWords);
  const { level, pass = 1, title, told, lines, at } = chapter;
  return (
    <li class={level === undefined ? 'alert-chapter' : 'alert-chapter of-level'}>
      <div class="alert-chapter-head">
        <strong>
          {level === undefined ? text.beginning : text.level(level)}
          {pass > 1 && ` · ${text.again(pass)}`}
        </strong>
        <Moment at={at} />
        {title && (
          <span class="faint small" dir="auto">
            {title}
          </span>
        )}
      </div>
      {told.length > 0 && (
        <ul class="alert-told">
          {told.map((one) => (
            <ToldPart key={`${one.userId} ${one.name}`} told={one} />
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <ul class="alert-lines">
          {(isReversed ? lines.toReversed() : lines).map((line) => (
            <LinePart key={line.id} line={line} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Moment({ at }: { readonly at: string }) {
  const language = useLanguage();
  const now = useNow(60_000);
  const isToday = shortDay(at, { language }) === shortDay(now, { language });
  return (
    <time class="faint small number" dateTime={at} title={fullTime(at, { language })}>
      {!isToday && `${shortDay(at, { language })}, `}
      {clockTime(at, { language })}
    </time>
  );
}

const ToldPart = ({ told: { name, tries } }: { readonly told: Told }) => (
  <li>
    <bdi class="alert-told-name">{name}</bdi>
    <ul class="alert-tries">
      {tries.map((one) => (
        <TryPart key={one.id} of={one} />
      ))}
    </ul>
  </li>
);

const methodIcons: Readonly<Record<string, typeof Phone>> = {
  VOICE: Phone,
  SMS: MessageSquare,
  EMAIL: Mail,
  PUSH: Smartphone,
};
const outcomeIcons: Readonly<Record<Outcome, typeof Check>> = {
  underWay: CircleDashed,
  sent: Send,
  delivered: Check,
  failed: CircleAlert,
  calledOff: CircleSlash,
};

function TryPart({ of: { method, target, at, outcome, reason } }: { readonly of: Try }) {
  const text = useWords(alertWords);
  const MethodIcon = methodIcons[method] ?? Send;
  const OutcomeIcon = outcomeIcons[outcome];
  const why = reason === undefined ? undefined : (text.reasons[reason] ?? reason);
  return (
    <li class={`alert-try ${outcome}`} title={target}>
      <MethodIcon aria-hidden="true" />
      <span>{text.methods[method] ?? method}</span>
      <Moment at={at} />
      <span class="alert-outcome">
        <OutcomeIcon aria-hidden="true" />
        {why && outcome !== 'underWay' ? why : text.outcomes[outcome]}
      </span>
    </li>
  );
}

const comments = ['AlertCommentAddedLogEntry', 'AlertCommentAddedBySystemLogEntry'];

function LinePart({ line: { type, at, text: said, vars, count, lastAt } }: { readonly line: Line }) {
  const text = useWords(alertWords);
  const language = useLanguage();
  const comment = comments.includes(type) && typeof vars.comment === 'string' ? vars.comment : undefined;
  const by = typeof vars.user === 'string' ? vars.user : '';
  return (
    <li class={comment === undefined ? 'alert-line' : 'alert-line comment'}>
      <Moment at={at} />
      <div class="grow">
        {comment === undefined ? (
          <span class="alert-said" dir="auto">
            {said}
          </span>
        ) : (
          <>
            {by && <bdi class="alert-said-by">{by}</bdi>}
            <Written text={comment} />
          </>
        )}
        {count > 1 && lastAt && (
          <span class="faint small"> · {text.times(count, clockTime(lastAt, { language }))}</span>
        )}
      </div>
    </li>
  );
}
