import type { NormalisedEvent } from '../event/event.ts';
import type { Service } from '../service/service.ts';
import type { AlertSource } from './alert-source.ts';

/** So many services an alert is about at most. */
export const mostServices = 30;

/** Ids that stand in a list as clients write it. */
const idsIn = (list: unknown): number[] =>
  Array.isArray(list) ? list.map((one) => one?.id).filter((id) => Number.isSafeInteger(id) && id > 0) : [];

/** The services that alerts of a source are about: those that the source always names, and those that the event does. */
export const servicesOf = (
  { extras }: Pick<AlertSource, 'extras'>,
  event: Pick<NormalisedEvent, 'services'>,
): number[] => [...new Set([...idsIn(extras.services), ...idsIn(event.services)])].slice(0, mostServices);

const spelled = (name: string): string => name.trim().toLowerCase();

/** What an event calls services whose ids it does not say, each once, however it is spelled. */
export const namesOfServices = ({ services = [] }: Pick<NormalisedEvent, 'services'>): string[] => {
  const names = services.flatMap(({ id, alias }) => (id === undefined && alias?.trim() ? [alias.trim()] : []));
  return [...new Map(names.map((name) => [spelled(name), name])).values()].slice(0, mostServices);
};

/** Of services, oldest first, those that a name means by alias or name, in any case: the oldest whose alias it is, else the oldest so named. */
export function servicesNamed(
  names: readonly string[],
  services: readonly Pick<Service, 'id' | 'name' | 'alias'>[],
): { readonly ids: number[]; readonly unknown: string[] } {
  const meant = names.map((name) => {
    const isIt = (one: string | undefined) => one !== undefined && spelled(one) === spelled(name);
    return services.find(({ alias }) => isIt(alias)) ?? services.find((service) => isIt(service.name));
  });
  return {
    ids: [...new Set(meant.flatMap((service) => service?.id ?? []))],
    unknown: names.filter((_name, index) => meant[index] === undefined),
  };
}

/** Whether a source has services made that its events name and nobody knows. */
export const createsServices = ({ extras }: Pick<AlertSource, 'extras'>): boolean => extras.autoCreateServices === true;
