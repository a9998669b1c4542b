const ownPrefixes: Readonly<Record<string, string>> = { HEARTBEAT: 'il1hbt', HEARTBEAT2: 'il1hb2' };

/** What the generated integration keys of a type begin with, so that a leaked one tells what it is (`il1api…`). */
export const integrationKeyPrefix = (integrationType: string): string =>
  ownPrefixes[integrationType] ?? `il1${integrationType.toLowerCase().slice(0, 3)}`;
