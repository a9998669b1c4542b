import { type LogEntry, logEntryTypes } from '../../domain/alert/log-entry.ts';
import type { Language } from '../../domain/user/user.ts';
import { logText } from '../../render/log-texts.ts';

/** A timeline entry on the wire, worded in a language; its facts only when asked for. */
export const presentLogEntry = (entry: LogEntry, language: Language, withVars: boolean) => ({
  id: entry.id,
  timestamp: entry.timestamp,
  logEntryType: entry.type,
  text: logText(entry, language),
  alertId: entry.alertId,
  filterTypes: logEntryTypes[entry.type],
  ...(withVars && { vars: entry.vars }),
});
