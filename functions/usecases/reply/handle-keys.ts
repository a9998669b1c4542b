import { readReference } from '../../domain/notification/reference.ts';
import { commandOfKey } from '../../domain/reply/command.ts';
import { keyChoices, outcomeText, severalAlerts } from '../../render/reply-texts.ts';
import { plainCall } from '../../render/voice.ts';
import { freeLine } from '../notification/free-line.ts';
import { answerAlert } from './answer.ts';
import type { ReplyContext } from './context.ts';
import { inboundScope } from './inbound-scope.ts';
import { refuse } from './refuse.ts';
import { asE164, peopleWithNumber } from './sender.ts';

/** A key pressed during a call, with what the call was started with. */
export interface PressedKey {
  readonly contactId: string;
  readonly number: string;
  readonly digits: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Answers an alert by a key pressed during its call, and returns what is said back. The number called must be a verified
 * contact of the person the call was for.
 */
export async function handleKeys(ctx: ReplyContext, key: PressedKey): Promise<string> {
  const { contactId, number, digits, attributes } = key;
  const language = attributes.language === 'de' ? 'de' : 'en';
  const alertId = Number(attributes.alertId);
  const command = commandOfKey(digits);
  if (!Number.isSafeInteger(alertId) || alertId <= 0) return severalAlerts(language);
  if (command === undefined) return keyChoices(language);

  const scope = inboundScope('VOICE', `${contactId} ${digits}`);
  const e164 = asE164(number);
  const people = await peopleWithNumber(ctx, e164);
  const user = people.find(({ id }) => id === Number(attributes.userId));
  if (user === undefined) {
    await refuse(ctx, { scope, via: 'VOICE', from: e164, reason: 'UNKNOWN_SENDER', alertId });
    return keyChoices(language);
  }
  const outcome = await answerAlert(ctx, { alertId, user, command, via: 'VOICE', scope });
  const call = readReference(attributes.notification ?? '');
  if (call) await freeLine(ctx, { ...call, target: e164 });
  return plainCall(outcomeText(outcome, user.language), user.language);
}
