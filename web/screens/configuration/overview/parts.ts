import {
  AppWindow,
  Bell,
  Blocks,
  Clock,
  HeartPulse,
  KeyRound,
  MessagesSquare,
  Plug,
  Rocket,
  Route,
  ScrollText,
  ShieldCheck,
  Siren,
  UserRound,
  UsersRound,
  Wrench,
  Zap,
} from 'lucide-preact';
import type { overviewWords } from './words.ts';

export type PartName = keyof (typeof overviewWords)['en']['parts'];
export type GroupName = keyof (typeof overviewWords)['en']['groups'];

export interface Part {
  readonly name: PartName;
  readonly Icon: typeof Bell;
  /** For administrators alone. */
  readonly isHidden?: boolean;
}

/** The parts of the configuration by what they are about. */
export const groups: readonly { readonly name: GroupName; readonly parts: readonly Part[] }[] = [
  {
    name: 'alerting',
    parts: [
      { name: 'sources', Icon: Bell },
      { name: 'policies', Icon: Siren },
      { name: 'flows', Icon: Route },
      { name: 'support-hours', Icon: Clock },
      { name: 'maintenance', Icon: Wrench },
      { name: 'heartbeats', Icon: HeartPulse },
    ],
  },
  {
    name: 'people',
    parts: [
      { name: 'users', Icon: UserRound },
      { name: 'teams', Icon: UsersRound },
    ],
  },
  {
    name: 'automation',
    parts: [
      { name: 'alert-actions', Icon: Zap },
      { name: 'connectors', Icon: Plug },
      { name: 'chat-apps', Icon: MessagesSquare, isHidden: true },
      { name: 'integrations', Icon: Blocks },
    ],
  },
  {
    name: 'deployments',
    parts: [
      { name: 'pipelines', Icon: Rocket },
      { name: 'deployments', Icon: ScrollText },
    ],
  },
  {
    name: 'account',
    parts: [
      { name: 'keys', Icon: KeyRound },
      { name: 'apps', Icon: AppWindow, isHidden: true },
      { name: 'identity-providers', Icon: ShieldCheck, isHidden: true },
      { name: 'audit', Icon: ScrollText, isHidden: true },
    ],
  },
];
