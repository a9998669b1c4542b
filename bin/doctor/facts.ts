/** What was read, or why it could not be. */
export type Read<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly permission: string; readonly said: string; readonly denied: boolean };

export interface MailAccount {
  readonly inProduction: boolean;
  readonly maySend: boolean;
  readonly sentToday: number;
  readonly perDay: number;
}

/** A sender in SES: undefined when SES does not know it. */
export type Identity = { readonly verified: boolean; readonly dkim: string } | undefined;

/** A number or a pool of End User Messaging: undefined when there is none of that id. */
export type Origination =
  | {
      readonly active: boolean;
      readonly capabilities: readonly string[];
      readonly twoWay: boolean;
      readonly destination?: string;
    }
  | undefined;

/** Dollars a month. */
export interface SpendLimit {
  readonly limit: number;
  /** How far the limit may be raised without asking AWS. */
  readonly most?: number;
  readonly spent?: number;
}

export interface EndUserMessaging {
  readonly tier: string;
  readonly texts: SpendLimit;
  readonly calls: SpendLimit;
}

export type ConnectInstance =
  | { readonly active: boolean; readonly callsOut: boolean; readonly numbers: readonly string[] }
  | undefined;

export interface Subscription {
  readonly endpoint: string;
  readonly confirmed: boolean;
}

export interface Alarms {
  readonly all: number;
  readonly ringing: readonly { readonly name: string; readonly impact: string }[];
  /** Switched off: they ring for nobody. */
  readonly mute: readonly string[];
}

export interface People {
  /** What the front door answered. */
  readonly health: number;
  /** What the console's address answered; absent where the deployment has none yet. */
  readonly console?: number;
  readonly ownerEmail?: string;
  readonly ownerContacts: readonly {
    readonly kind: 'e-mail' | 'phone';
    readonly verified: boolean;
    readonly status: string;
  }[];
  readonly sources: number;
  /** Who is on call within two weeks and may sleep through a page. */
  readonly unreachable: readonly { readonly name: string; readonly problems: readonly string[] }[];
}

/** What doctor knows of an account. A fact that makes no difference with the options of the stage is left out. */
export interface Facts {
  readonly stacks: Read<Readonly<Record<'data' | 'core' | 'edge', string | undefined>>>;
  readonly concurrency: Read<number>;
  readonly mailAccount?: Read<MailAccount>;
  /** By name: the sender's address, its domain and the domains above, and the reply domain. */
  readonly identities?: Read<Readonly<Record<string, Identity>>>;
  readonly activeRules?: Read<string | undefined>;
  readonly mailExchange?: Read<readonly string[]>;
  readonly snsTexts?: Read<{ readonly inSandbox: boolean } & SpendLimit>;
  readonly endUserMessaging?: Read<EndUserMessaging>;
  readonly smsIdentity?: Read<Origination>;
  readonly voiceIdentity?: Read<Origination>;
  readonly connect?: Read<ConnectInstance>;
  readonly connectFlow?: Read<string | undefined>;
  readonly push?: Read<readonly string[] | undefined>;
  // What only a deployed stage has.
  readonly operators?: Read<readonly Subscription[]>;
  readonly alarms?: Read<Alarms>;
  readonly deadLetters?: Read<Readonly<Record<string, number>>>;
  readonly ticks?: Read<number>;
  readonly canary?: Read<number>;
  readonly people?: Read<People>;
}

/** Something that is not as it has to be. */
export interface Finding {
  /** ADVICE is no fault: the deployment works without it. */
  readonly kind: 'FAULT' | 'UNKNOWN' | 'ADVICE';
  readonly what: string;
  /** What people lose by it. */
  readonly lost: string;
  /** The command to run, or the page to ask on. */
  readonly do: string;
}

/** What a check knows besides the fact itself. */
export interface Setting {
  readonly stage: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

export const fault = (what: string, lost: string, todo: string): Finding => ({ kind: 'FAULT', what, lost, do: todo });
export const advice = (what: string, lost: string, todo: string): Finding => ({ kind: 'ADVICE', what, lost, do: todo });

/** Whatever `findings` says of a fact that is there and known. */
export const about = <T>(fact: Read<T> | undefined, findings: (value: T) => readonly Finding[]): readonly Finding[] =>
  fact?.known ? findings(fact.value) : [];
