import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityIn, callOf, tenantsOf } from '../../functions/domain/chat/teams-activity.ts';
import { ada, anActivity, bot, channel, inChannel, mention, pressed } from './activities.ts';
import { serviceUrl, tenantId } from './bot-framework.ts';

const read = (body: unknown) => {
  const activity = activityIn(body);
  return activity && callOf(activity);
};

describe('an activity of Teams', () => {
  it('says who wants what, and where', () => {
    expect(read(anActivity())).toEqual({
      activity: '1795921200001',
      serviceUrl,
      place: { conversation: 'a:1ada-and-tocsin', isPersonal: true },
      person: { id: ada.aadObjectId, account: ada.id, name: 'Ada Lovelace' },
      locale: 'en-GB',
      wish: { kind: 'said', text: 'help', isAddressed: true },
    });
    expect(read(pressed('alert-accept', { alertId: '7' }))).toMatchObject({
      place: { conversation: `${channel};messageid=1795921200000`, channel, isPersonal: false },
      message: '1795921200000',
      wish: { kind: 'pressed', data: { verb: 'alert-accept', alertId: '7' }, isAnswered: true },
    });
  });

  const other = { type: 'mention', mentioned: { id: '29:1grace' }, text: '<at>Grace Hopper</at>' };
  it.each([
    ['the bot first', '<at>Tocsin</at> accept 7', [mention], 'accept 7', true],
    ['the bot last, with a blank of HTML', 'accept 7&nbsp;<at>Tocsin</at>\n', [mention], 'accept 7', true],
    ['somebody else as well', '<at>Tocsin</at> ask <at>Grace Hopper</at>', [mention, other], 'ask Grace Hopper', true],
    ['somebody else only', 'what do you say, <at>Grace Hopper</at>?', [other], 'what do you say, Grace Hopper?', false],
    ['nobody', 'I look at it', undefined, 'I look at it', false],
    [
      'what is no mention',
      'I look at it',
      [null, 7, { type: 'clientInfo' }, { type: 'mention', text: '' }],
      'I look at it',
      false,
    ],
  ])('that mentions %s is read without the tags', (_case, text, entities, said, isAddressed) => {
    expect(read(inChannel({ text, entities }))?.wish).toEqual({ kind: 'said', text: said, isAddressed });
  });

  it.each([
    ['a dialog that is to be opened', { type: 'invoke', name: 'task/fetch', value: { data: { verb: 'x' } } }, 'dialog'],
    ['a dialog that was filled in', { type: 'invoke', name: 'task/submit', value: { data: { verb: 'x' } } }, 'filled'],
    ['a button of an older client', { text: '', value: { verb: 'x' } }, 'pressed'],
    ['the bot being installed', { type: 'installationUpdate', action: 'add' }, 'added'],
    ['the bot being removed', { type: 'installationUpdate', action: 'remove' }, 'removed'],
    ['the bot coming to a team', { type: 'conversationUpdate', membersAdded: [{ id: bot.id }] }, 'added'],
    ['somebody coming to a team', { type: 'conversationUpdate', membersAdded: [{ id: '29:1grace' }] }, undefined],
    ['another invoke', { type: 'invoke', name: 'composeExtension/query', value: {} }, undefined],
    ['an invoke without a value', { type: 'invoke', name: 'adaptiveCard/action', value: 'x' }, 'pressed'],
    ['a reaction', { type: 'messageReaction' }, undefined],
    ['an edit', { type: 'messageUpdate' }, undefined],
    ['typing', { type: 'typing' }, undefined],
    ['nothing said', { text: '<at>Tocsin</at>', entities: [mention] }, undefined],
    ['what the bot says itself', { from: bot }, undefined],
    ['what another bot says', { from: { id: '28:other' } }, undefined],
    ['nobody', { from: undefined }, undefined],
    ['no place', { conversation: undefined }, undefined],
  ])('of %s is told', (_case, members, kind) => {
    expect(read(inChannel(members))?.wish.kind).toBe(kind);
  });

  it('names its tenants', () => {
    expect(tenantsOf(activityIn(anActivity()) ?? { type: '' })).toEqual([tenantId, tenantId]);
    expect(tenantsOf({ type: 'message' })).toEqual([]);
  });

  it('is read or not, whatever it is', () => {
    const members = fc.dictionary(
      fc.constantFrom(...Object.keys(inChannel()), 'value', 'entities', 'name'),
      fc.anything(),
    );
    fc.assert(fc.property(members, (some) => void read({ ...inChannel(), ...some })));
    fc.assert(fc.property(fc.anything(), (body) => void read(body)));
  });
});
