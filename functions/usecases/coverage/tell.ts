import type { CoverageRequest } from '../../domain/coverage/coverage-request.ts';
import { fullName } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { type CoverageNews, coverageText } from '../../render/coverage-texts.ts';
import { surePlaceOf } from '../contact/contacts.ts';
import { sendToContact } from '../contact/send-to-contact.ts';

/**
 * Tells the other side what one side of a request did, where they are reached in any case: at their login address, or
 * else by the first contact that works. What cannot be queued is taken up by the tick; the request stands anyway.
 */
export async function tell(
  ctx: Context<'store' | 'notifications'>,
  news: CoverageNews,
  { requesterId, colleagueId, shifts, message }: CoverageRequest,
): Promise<void> {
  const isForColleague = news === 'ASKED' || news === 'CANCELLED';
  const [readerId, otherId] = isForColleague ? [colleagueId, requesterId] : [requesterId, colleagueId];
  try {
    const [users, schedules] = await Promise.all([
      ctx.store.users.getMany([readerId, otherId]),
      ctx.store.schedules.getMany([...new Set(shifts.map(({ scheduleId }) => scheduleId))]),
    ]);
    const [reader, other] = [readerId, otherId].map((id) => users.find((user) => user.id === id));
    if (reader === undefined) return;
    const place = surePlaceOf(reader);
    if (place === undefined) return;
    const names = new Map(schedules.map(({ id, name }) => [id, name]));
    const about = {
      who: other === undefined ? 'Somebody' : fullName(other),
      shifts: shifts.map(({ scheduleId, start, end }) => ({ schedule: names.get(scheduleId) ?? '', start, end })),
      message: news === 'ASKED' ? message : undefined,
    };
    await sendToContact(ctx, reader, place, { kind: 'NOTICE', ...coverageText(news, about, reader) });
  } catch (error) {
    ctx.log.warn('news of a coverage request not sent', { news, userId: readerId, error });
  }
}
