import { describe, expect, it } from 'vitest';
import { told } from '../../../functions/actions/words.ts';
import { queued } from '../../../functions/domain/action-delivery/delivery.ts';
import { isOfOurs } from '../../../functions/usecases/ticket/ours.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const alertId = 4711;
const ada = { trigger: 'alert-comment-added', by: 'Ada Lovelace' } as const;
type Deed = { readonly trigger: typeof ada.trigger | 'alert-acknowledged'; readonly by?: string };

/** Whether action 1 has written a comment, where that is what an action has been asked to do. */
async function ours(comment: string, deed: Deed & { readonly comment?: string }, actionId = 1) {
  const { ctx, store } = await aWorld();
  const happening = { ...deed, occasion: '1', at: tenOClock };
  await store.actionDeliveries.add([queued(alertId, { actionId, happening, at: tenOClock }, tenOClock)]);
  return isOfOurs(ctx, { alertId, actionId: 1, comment });
}

const written = (comment: string) => told({ trigger: ada.trigger, deed: { by: ada.by, comment } }, 10_000);
/** As a tool gives it back that knows no lines. */
const asHtml = (comment: string) => written(comment).replaceAll('\n', '<br>');

describe('a comment that a tool tells', () => {
  it.each([
    ['accepted', 'Accepted by Ada Lovelace', { ...ada, trigger: 'alert-acknowledged' }],
    ['accepted by nobody', 'Accepted', { trigger: 'alert-acknowledged' }],
    ['commented', written('Look at the disk'), { ...ada, comment: 'Look at the disk' }],
    ['commented by nobody', 'Comment\n\nLook at the disk', { trigger: ada.trigger, comment: 'Look at the disk' }],
    ['commented, in other words below', `${written('')}\n\nLook here`, { ...ada, comment: 'Look at the disk' }],
    ['commented with 7,000 letters', asHtml('x'.repeat(7_000)), { ...ada, comment: 'x'.repeat(7_000) }],
    ['commented with 12,000 letters, cut', asHtml('x'.repeat(12_000)), { ...ada, comment: 'x'.repeat(12_000) }],
  ] as const)('is ours where its action has said so: %s', async (_what, comment, deed) => {
    expect(await ours(comment, deed)).toBe(true);
  });

  it.each([
    ['other words', 'The disk is full', { ...ada, comment: 'Look at the disk' }],
    [
      'more than the action has said',
      'Accepted by Ada Lovelace\n\nBut who looks?',
      { ...ada, trigger: 'alert-acknowledged' },
    ],
    ['more than the action has said of nobody', 'Accepted\n\nBut who looks?', { trigger: 'alert-acknowledged' }],
    ['a title that says nothing of whom', 'Comment\n\nThe disk is full', { trigger: ada.trigger, comment: 'Look' }],
  ] as const)("is somebody's where it is %s", async (_what, comment, deed) => {
    expect(await ours(comment, deed)).toBe(false);
  });

  it("is somebody's where only another action has said so, at its own ticket", async () => {
    const deed = { ...ada, comment: 'Look at the disk' };
    expect(await ours(written('Look at the disk'), deed, 2)).toBe(false);
  });
});
