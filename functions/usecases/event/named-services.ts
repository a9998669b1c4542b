import { createHash } from 'node:crypto';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { createsServices, namesOfServices, servicesNamed } from '../../domain/alert-source/services.ts';
import { IdCollisionError } from '../../domain/errors.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import { newService, type Service } from '../../domain/service/service.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { writeNew } from '../configuration/write.ts';
import { serviceKind } from '../service/kind.ts';
import { asActor } from './answer.ts';

type NamingContext = Context<'store'>;

const pageSize = 100;
/** Among so many services a name is looked for: more are not named by events. */
const mostLookedAt = 2000;

/**
 * The event with the services that it calls by alias or name among those that it says the ids of. Names of none are dropped, or a service is
 * made where the source wants that. The alert does not depend on it: what cannot be read or written is left out.
 */
export async function withNamedServices(
  ctx: NamingContext,
  source: AlertSource,
  event: NormalisedEvent,
  now: Instant,
): Promise<NormalisedEvent> {
  const names = namesOfServices(event);
  if (names.length === 0) return event;
  try {
    const { ids, unknown } = servicesNamed(names, await allServices(ctx));
    const made = createsServices(source) ? await Promise.all(unknown.map((name) => make(ctx, source, name, now))) : [];
    return { ...event, services: [...(event.services ?? []), ...[...ids, ...made].map((id) => ({ id }))] };
  } catch (error) {
    ctx.log.warn('the services that an event names were not found out', { sourceId: source.id, error });
    return event;
  }
}

async function allServices({ store }: NamingContext): Promise<Service[]> {
  const found: Service[] = [];
  for (let offset = 0; offset < mostLookedAt; offset += pageSize) {
    const page = await store.services.list({ offset, limit: pageSize });
    found.push(...page);
    if (page.length < pageSize) break;
  }
  return found;
}

/** Events that come again, or at once, and name the same service make one: its id follows from the name. */
async function make(ctx: NamingContext, source: AlertSource, name: string, now: Instant): Promise<number> {
  const hash = createHash('sha256').update(`service\n${name.toLowerCase()}`).digest();
  const id = Number(hash.readBigUInt64BE() >> 12n);
  const service = newService({ id, name: name.slice(0, 255), teams: source.teams }, now);
  await writeNew({ ...ctx, actor: asActor(source) }, serviceKind, service).catch((error: unknown) => {
    if (!(error instanceof IdCollisionError)) throw error;
  });
  return id;
}
