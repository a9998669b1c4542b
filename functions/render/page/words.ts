import type { IncidentStatus } from '../../domain/incident/incident.ts';
import type { ServiceStatus } from '../../domain/service/status.ts';
import type { Language } from '../../domain/user/user.ts';

type Statuses = Readonly<Record<ServiceStatus, string>>;

/** What a page says, in the reader's language. */
export interface PageWords {
  /** What the whole page is: the first thing that is read. */
  readonly overall: Statuses;
  readonly status: Statuses;
  readonly incident: Readonly<Record<IncidentStatus, string>>;
  readonly window: Readonly<Record<'scheduled' | 'in_progress' | 'completed', string>>;
  readonly asOf: string;
  readonly skip: string;
  readonly services: string;
  readonly openIncidents: string;
  readonly maintenanceNow: string;
  readonly maintenanceAhead: string;
  readonly metrics: string;
  readonly history: string;
  readonly allHistory: string;
  readonly members: (count: number) => string;
  readonly historyOf: (month: string) => string;
  readonly nothingHappened: string;
  readonly noServices: string;
  readonly affected: string;
  readonly from: string;
  readonly until: string;
  readonly subscribe: string;
  readonly back: string;
  readonly daysAgo: string;
  readonly today: string;
  readonly uptime: (percentage: string) => string;
  /** What the bars of a service or group are, for who does not see them. */
  readonly bars: (name: string, uptime: string, badDays: number) => string;
  readonly allDaysFine: string;
  readonly daysWithOutages: string;
  readonly major: (duration: string) => string;
  readonly partial: (duration: string) => string;
  readonly minutes: (minutes: number) => string;
  readonly seconds: (seconds: number) => string;
  readonly hours: (hours: number, minutes: number) => string;
  readonly howUptimeCounts: string;
  readonly uptimeExplained: string;
  readonly zone: (zone: string) => string;
  readonly feeds: string;
  readonly calendar: string;
  readonly otherLanguage: string;
  readonly signOut: string;
  readonly madeWith: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly periods: Readonly<Record<'day' | 'week' | 'month', string>>;
  readonly noValues: string;
  readonly least: (value: string) => string;
  readonly most: (value: string) => string;
  readonly graph: (name: string, period: string, least: string, most: string) => string;
  readonly locale: string;
}

const en: PageWords = {
  overall: {
    OPERATIONAL: 'All Systems Operational',
    UNDER_MAINTENANCE: 'Service Under Maintenance',
    DEGRADED: 'Partially Degraded Service',
    PARTIAL_OUTAGE: 'Partial System Outage',
    MAJOR_OUTAGE: 'Major Service Outage',
  },
  status: {
    OPERATIONAL: 'Operational',
    UNDER_MAINTENANCE: 'Under maintenance',
    DEGRADED: 'Degraded',
    PARTIAL_OUTAGE: 'Partial outage',
    MAJOR_OUTAGE: 'Major outage',
  },
  incident: {
    INVESTIGATING: 'Investigating',
    IDENTIFIED: 'Identified',
    MONITORING: 'Monitoring',
    RESOLVED: 'Resolved',
  },
  window: { scheduled: 'Scheduled', in_progress: 'In progress', completed: 'Completed' },
  asOf: 'As of',
  skip: 'To the current status',
  services: 'Services',
  openIncidents: 'What is going on',
  maintenanceNow: 'Maintenance in progress',
  maintenanceAhead: 'Planned maintenance',
  metrics: 'Metrics',
  history: 'Past incidents',
  allHistory: 'All past incidents',
  members: (count) => (count === 1 ? '1 service' : `${count} services`),
  historyOf: (month) => `Incidents in ${month}`,
  nothingHappened: 'Nothing happened.',
  noServices: 'There is nothing here for you to see yet.',
  affected: 'Affected',
  from: 'from',
  until: 'until',
  subscribe: 'Get updates',
  back: 'Current status',
  daysAgo: '90 days ago',
  today: 'Today',
  uptime: (percentage) => `${percentage} % uptime`,
  bars: (name, uptime, badDays) =>
    [
      `${name}, the last 90 days`,
      `${uptime} % uptime`,
      badDays === 0 ? 'no outages' : badDays === 1 ? 'outages on 1 day' : `outages on ${badDays} days`,
    ].join(': '),
  allDaysFine: 'No outages in the last 90 days.',
  daysWithOutages: 'Days with outages',
  major: (duration) => `${duration} of major outage`,
  partial: (duration) => `${duration} of partial outage`,
  minutes: (minutes) => `${minutes} min`,
  seconds: (seconds) => `${seconds} s`,
  hours: (hours, minutes) => (minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
  howUptimeCounts: 'How uptime is counted',
  uptimeExplained:
    'Of the time in which a service was watched, at most 90 days: a major outage counts in full, a partial one by 30 %. Degraded ' +
    'service and planned maintenance count as up, outages under a minute do not count, and what was not perfect is never rounded up to 100.',
  zone: (zone) => `Days and times without a zone are in ${zone}.`,
  feeds: 'Feeds',
  calendar: 'Maintenance calendar',
  otherLanguage: 'Deutsch',
  signOut: 'Sign out',
  madeWith: 'Made with Tocsin',
  notFound: 'There is nothing at this address',
  notFoundText: 'It may have been removed, or the address is mistyped.',
  periods: { day: '24 hours', week: '7 days', month: '28 days' },
  noValues: 'No values in this time',
  least: (value) => `Lowest ${value}`,
  most: (value) => `Highest ${value}`,
  graph: (name, period, least, most) => `${name}, the last ${period}: between ${least} and ${most}`,
  locale: 'en-GB',
};

const de: PageWords = {
  overall: {
    OPERATIONAL: 'Alle Systeme in Betrieb',
    UNDER_MAINTENANCE: 'Wartung läuft',
    DEGRADED: 'Teilweise eingeschränkt',
    PARTIAL_OUTAGE: 'Teilausfall',
    MAJOR_OUTAGE: 'Schwerer Ausfall',
  },
  status: {
    OPERATIONAL: 'In Betrieb',
    UNDER_MAINTENANCE: 'In Wartung',
    DEGRADED: 'Eingeschränkt',
    PARTIAL_OUTAGE: 'Teilausfall',
    MAJOR_OUTAGE: 'Ausfall',
  },
  incident: {
    INVESTIGATING: 'Wird untersucht',
    IDENTIFIED: 'Ursache bekannt',
    MONITORING: 'Wird beobachtet',
    RESOLVED: 'Behoben',
  },
  window: { scheduled: 'Geplant', in_progress: 'Läuft', completed: 'Abgeschlossen' },
  asOf: 'Stand',
  skip: 'Zum aktuellen Status',
  services: 'Dienste',
  openIncidents: 'Was gerade los ist',
  maintenanceNow: 'Laufende Wartung',
  maintenanceAhead: 'Geplante Wartung',
  metrics: 'Messwerte',
  history: 'Frühere Störungen',
  allHistory: 'Alle früheren Störungen',
  members: (count) => (count === 1 ? '1 Dienst' : `${count} Dienste`),
  historyOf: (month) => `Störungen im ${month}`,
  nothingHappened: 'Nichts vorgefallen.',
  noServices: 'Hier ist für Sie noch nichts zu sehen.',
  affected: 'Betroffen',
  from: 'von',
  until: 'bis',
  subscribe: 'Benachrichtigen lassen',
  back: 'Aktueller Status',
  daysAgo: 'vor 90 Tagen',
  today: 'heute',
  uptime: (percentage) => `${percentage} % verfügbar`,
  bars: (name, uptime, badDays) =>
    [
      `${name}, die letzten 90 Tage`,
      `${uptime} % verfügbar`,
      badDays === 0 ? 'keine Ausfälle' : badDays === 1 ? 'Ausfälle an 1 Tag' : `Ausfälle an ${badDays} Tagen`,
    ].join(': '),
  allDaysFine: 'Keine Ausfälle in den letzten 90 Tagen.',
  daysWithOutages: 'Tage mit Ausfällen',
  major: (duration) => `${duration} Ausfall`,
  partial: (duration) => `${duration} Teilausfall`,
  minutes: (minutes) => `${minutes} Min.`,
  seconds: (seconds) => `${seconds} Sek.`,
  hours: (hours, minutes) => (minutes === 0 ? `${hours} Std.` : `${hours} Std. ${minutes} Min.`),
  howUptimeCounts: 'Wie die Verfügbarkeit zählt',
  uptimeExplained:
    'Von der Zeit, in der ein Dienst beobachtet wurde, höchstens 90 Tage: Ein Ausfall zählt ganz, ein Teilausfall zu 30 %. ' +
    'Eingeschränkter Betrieb und geplante Wartung zählen als verfügbar, Ausfälle unter einer Minute gar nicht, und was nicht fehlerfrei war, wird nie auf 100 gerundet.',
  zone: (zone) => `Tage und Zeiten ohne Zone gelten in ${zone}.`,
  feeds: 'Feeds',
  calendar: 'Wartungskalender',
  otherLanguage: 'English',
  signOut: 'Abmelden',
  madeWith: 'Mit Tocsin gemacht',
  notFound: 'Unter dieser Adresse ist nichts',
  notFoundText: 'Vielleicht wurde es entfernt, oder die Adresse ist vertippt.',
  periods: { day: '24 Stunden', week: '7 Tage', month: '28 Tage' },
  noValues: 'Keine Werte in dieser Zeit',
  least: (value) => `Niedrigster ${value}`,
  most: (value) => `Höchster ${value}`,
  graph: (name, period, least, most) => `${name}, die letzten ${period}: zwischen ${least} und ${most}`,
  locale: 'de-DE',
};

export const pageWords: Readonly<Record<Language, PageWords>> = { en, de };
