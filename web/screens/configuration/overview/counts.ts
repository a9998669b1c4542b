import { useAll } from '../../../client/all.ts';
import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { nameOf } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { stateOf } from '../maintenance/state.ts';
import type { PartName } from './parts.ts';
import { overviewWords } from './words.ts';

export interface Found {
  readonly part: PartName;
  readonly id: number | string;
  readonly name: string;
  readonly note?: string | undefined;
}

export interface Problem {
  readonly text: string;
  readonly tone: 'bad' | 'warn' | 'info';
}

export interface Counts {
  /** Undefined until they are known. */
  readonly counts: Partial<Record<PartName, number | undefined>>;
  readonly problems: Partial<Record<PartName, readonly Problem[]>>;
  /** Everything by its name. */
  readonly all: readonly Found[];
}

interface Listed {
  readonly id: number | string;
  readonly name: string;
}

const named = (part: PartName, items: readonly Listed[] | undefined): readonly Found[] =>
  (items ?? []).map(({ id, name }) => ({ part, id, name }));

/** Everything that is configured, counted, with what is wrong with it; read when somebody looks at the overview. */
export function useCounts(isAdmin: boolean): Counts {
  const { problems: text } = useWords(overviewWords);
  const sources = useAll('/alert-sources', { include: 'warnings' }).items;
  const policies = useAll('/escalation-policies').items;
  const flows = useAll('/event-flows').items;
  const hours = useAll('/support-hours').items;
  const windows = useAll('/maintenance-windows').items;
  const monitors = useAll('/heartbeat-monitors').items;
  const users = useAll('/users', isAdmin ? { include: 'invitation' } : {}).items;
  const teams = useAll('/teams').items;
  const actions = useAll('/alert-actions').items;
  const connectors = useAll('/connectors').items;
  const pipelines = useAll('/deployment-pipelines').items;
  const apps = useAll('/developers/apps', {}, { enabled: isAdmin }).items;
  const providers = useAll('/identity-providers', {}, { enabled: isAdmin }).items;
  const chats = useGet('/chat-apps', undefined, { enabled: isAdmin }).data;
  const unreachable = useGet('/on-calls/reachability', undefined, { enabled: isAdmin }).data;
  const now = Date.now();
  const some = (
    count: number | undefined,
    say: (count: number) => string,
    tone: Problem['tone'],
  ): readonly Problem[] => (count ? [{ text: say(count), tone }] : []);
  const count = <Item>(items: readonly Item[] | undefined, is: (item: Item) => boolean) => items?.filter(is).length;
  return {
    counts: {
      sources: sources?.length,
      policies: policies?.length,
      flows: flows?.length,
      'support-hours': hours?.length,
      maintenance: windows?.length,
      heartbeats: monitors?.length,
      users: users?.length,
      teams: teams?.length,
      'alert-actions': actions?.length,
      connectors: connectors?.length,
      'chat-apps': chats?.length,
      pipelines: pipelines?.length,
      apps: apps?.length,
      'identity-providers': providers?.length,
    },
    problems: {
      sources: [
        ...some(
          count(sources, ({ warnings }) => (warnings?.length ?? 0) > 0),
          text.warnings,
          'warn',
        ),
        ...some(
          count(sources, ({ active }) => !active),
          text.off,
          'info',
        ),
      ],
      policies: some(unreachable?.length, text.unreachable, 'bad'),
      maintenance: some(
        count(windows, (window) => stateOf(window, now) === 'on'),
        text.underWay,
        'info',
      ),
      heartbeats: some(
        count(monitors, ({ state }) => state === 'OVERDUE'),
        text.overdue,
        'bad',
      ),
      users: some(
        count(users, ({ invitation }: Api<'User'>) => Boolean(invitation)),
        text.invited,
        'info',
      ),
      teams: some(
        count(teams, ({ members }) => members.length === 0),
        text.empty,
        'warn',
      ),
    },
    all: [
      ...named('sources', sources),
      ...named('policies', policies),
      ...named('flows', flows),
      ...named('support-hours', hours),
      ...(windows ?? []).map(({ id, summary }): Found => ({ part: 'maintenance', id, name: summary })),
      ...named('heartbeats', monitors),
      ...(users ?? []).map((user): Found => ({ part: 'users', id: user.id, name: nameOf(user), note: user.email })),
      ...named('teams', teams),
      ...named('alert-actions', actions),
      ...named('connectors', connectors),
      ...named('pipelines', pipelines),
      ...named('apps', apps),
      ...named('identity-providers', providers),
    ],
  };
}
