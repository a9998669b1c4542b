import { WINDOWS_TO_IANA_MAP } from 'windows-iana';

let zones: ReadonlyMap<string, string> | undefined;

/** The IANA zone of a name that Windows gives a time zone (`Eastern Standard Time`), by CLDR's table of them. */
export function zoneOfWindows(name: string): string | undefined {
  zones ??= new Map(
    WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(({ windowsName, iana }) => [
      windowsName.toLowerCase(),
      iana[0] as string,
    ]),
  );
  return zones.get(name.toLowerCase());
}
