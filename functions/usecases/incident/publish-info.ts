import { can } from '../../domain/access/can.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { recipientsOf } from '../../domain/telling/recipients.ts';
import type { Context } from '../../ports/context.ts';
import { audiencesOf } from '../telling/audiences.ts';
import type { PublishInfoInput } from './inputs.ts';
import { seenIncidents } from './view.ts';

/** Where an incident would be shown and how many would be told, each person once, as they would be now; nothing is sent. */
export async function publishInfo(
  ctx: Context<'store' | 'actor'>,
  { id, affectedServices }: PublishInfoInput,
): Promise<object> {
  const ids = [...new Set(affectedServices.map(({ service }) => service.id))];
  const services = (await ctx.store.services.getMany(ids)).filter((one) => can(ctx.actor, 'incident:read', one));
  const unknown = affectedServices.findIndex(({ service }) => !services.some((one) => one.id === service.id));
  if (unknown >= 0)
    throw new InvalidInputError(
      `affectedServices[${unknown}].service.id`,
      `there is no service ${affectedServices[unknown]?.service.id}`,
    );
  const incident = id ? await ctx.store.incidents.get(id) : undefined;
  const [followed] = incident === undefined ? [] : await seenIncidents(ctx, [incident]);
  const followers = followed?.incident.subscribers ?? [];
  const [pages, audiences] = await Promise.all([
    ctx.store.publication.pagesOf(ids),
    audiencesOf(ctx, { services: ids, followers }),
  ]);
  const recipients = recipientsOf(audiences, ctx.clock.now());
  const inside = new Set(recipients.flatMap(({ userId }) => userId ?? []));
  return {
    statusPagesInfo: pages.map(({ id: pageId, label }) => ({ id: pageId, label })),
    privateStatusPages: pages.filter(({ visibility }) => visibility === 'PRIVATE').length,
    publicStatusPages: pages.filter(({ visibility }) => visibility === 'PUBLIC').length,
    privateSubscribers: inside.size,
    publicSubscribers: recipients.filter(({ userId }) => userId === undefined).length,
  };
}
