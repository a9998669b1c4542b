import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokenOfReplyAddress } from '../../functions/domain/reply/address.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { AnswerClaims } from '../../functions/ports/context.ts';
import { assignAlert } from '../../functions/usecases/alert/assign.ts';
import { actOnAnswer, showAnswer } from '../../functions/usecases/reply/answer-link.ts';
import { takeMail } from '../../functions/usecases/reply/take-mail.ts';
import { aSendingWorld, replyDomain } from '../channels/sending-world.ts';
import { fixedClock } from '../support/clock.ts';
import { aPolicy, aUser } from '../support/factories.ts';

const clock = fixedClock('2026-11-21T10:00:00.000Z');
const expiresAt = Date.parse('2026-11-22T10:00:00Z') / 1000;
const tokens = createTokens('master secret', clock);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const kinds: readonly AnswerClaims['action'][] = ['ACCEPT', 'RESOLVE', 'ESCALATE', 'ANY', 'REPLY'];

describe.each(kinds)('a token of kind %s', (action) => {
  const token = tokens.sign({ alertId: 2 ** 40 + 7, userId: 42, action, expiresAt });

  it('is worth nothing with any bit flipped', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(tokens.verify(flipped.toString('base64url'))).toBeUndefined();
    }
  });

  it('has one spelling: no other letter in any place, and nothing left out or added', () => {
    for (let index = 0; index < token.length; index++)
      for (const letter of alphabet) {
        const other = token.slice(0, index) + letter + token.slice(index + 1);
        if (other !== token) expect(tokens.verify(other)).toBeUndefined();
      }
    for (let length = 0; length < token.length; length++) expect(tokens.verify(token.slice(0, length))).toBeUndefined();
    for (const other of [`${token}A`, `${token}=`, ` ${token}`, `${token}\n`, token.toLowerCase(), token.toUpperCase()])
      expect(tokens.verify(other)).toBeUndefined();
  });

  it('cannot be given the body of one token and the signature of another', () => {
    const others: AnswerClaims[] = [
      ...kinds.filter((kind) => kind !== action).map((kind) => ({ alertId: 1, userId: 42, action: kind, expiresAt })),
      { alertId: 2, userId: 42, action, expiresAt },
      { alertId: 1, userId: 43, action, expiresAt },
      { alertId: 1, userId: 42, action, expiresAt: expiresAt + 1 },
    ];
    const own = Buffer.from(tokens.sign({ alertId: 1, userId: 42, action, expiresAt }), 'base64url');
    for (const claims of others) {
      const other = Buffer.from(tokens.sign(claims), 'base64url');
      const mixed = Buffer.concat([other.subarray(0, 19), own.subarray(19)]);
      expect(tokens.verify(mixed.toString('base64url'))).toBeUndefined();
    }
  });

  it('is worth nothing under another key, or in the second it expires', () => {
    expect(createTokens('another secret', clock).verify(token)).toBeUndefined();
    expect(createTokens('master secret', fixedClock('2026-11-22T09:59:59.999Z')).verify(token)).toBeDefined();
    expect(createTokens('master secret', fixedClock('2026-11-22T10:00:00.000Z')).verify(token)).toBeUndefined();
  });
});

it('nothing secret is compared with === or !==: hashes are looked up, and signatures take the same time whatever differs', () => {
  const folder = join(import.meta.dirname, '../../functions');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const secret = '\\w*(?:mac|hmac|signature|secret|token)';
  const plain = `(?!\\s*(?:undefined|null|'|true|false))`;
  const comparison = new RegExp(
    `\\b${secret}\\s*[!=]==${plain}|(?<!undefined |null |typeof \\w+ )[!=]== ${secret}\\b`,
    'i',
  );
  const found = sources.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && comparison.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  // Push tokens name a device of the caller's own list; a token is compared with its own other spelling.
  expect(found.filter((line) => !/device|notification\.target|bytes\.toString/.test(line))).toEqual([]);
});

const link = (text: string, label: string): string =>
  new RegExp(`${label}: https://tocsin\\.example\\.com/answer/([\\w-]+)`).exec(text)?.[1] ?? expect.fail(text);

async function reached() {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method: 'EMAIL' }]), aUser(2), aUser(3, { role: 'STAKEHOLDER' })],
    policy: aPolicy([[1], [2], [1]], { minutes: 30 }),
  });
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  const [message] = world.received.splice(0);
  const { text, replyTo = '' } = message ?? expect.fail('nobody was reached');
  return {
    ...world,
    alertId,
    text,
    replyTo,
    status: async () => (await world.store.alerts.get(alertId))?.status,
    answers: async () => (await world.timeline(alertId)).filter((type) => type === 'UserResponse').length,
  };
}

describe('an answer link', () => {
  it('does nothing however often scanners and previews fetch it', async () => {
    const world = await reached();
    const before = await world.timeline(world.alertId);
    for (const label of ['Accept', 'Resolve', 'Escalate'])
      for (let count = 0; count < 3; count++) await showAnswer(world.ctx, { token: link(world.text, label) });
    expect(await world.timeline(world.alertId)).toEqual(before);
    expect(await world.status()).toBe('PENDING');
  });

  it('posted again tells what is, and does nothing more', async () => {
    const world = await reached();
    const token = link(world.text, 'Resolve');
    await actOnAnswer(world.ctx, { token });
    const after = await world.timeline(world.alertId);
    const again = await actOnAnswer(world.ctx, { token });
    expect(again.body).toContain('You resolved');
    expect((await actOnAnswer(world.ctx, { token: link(world.text, 'Accept') })).body).toContain('already resolved');
    expect(await world.timeline(world.alertId)).toEqual(after);
  });

  it('to escalate is used up, also when its last letter is spelled another way', async () => {
    const world = await reached();
    const token = link(world.text, 'Escalate');
    await actOnAnswer(world.ctx, { token });
    for (const letter of alphabet) await actOnAnswer(world.ctx, { token: token.slice(0, -1) + letter });
    expect(await world.answers()).toBe(1);
  });

  it('answers as the person it was sent to, also after the alert was given to somebody else', async () => {
    const world = await reached();
    await assignAlert(world.as(2), { alertId: world.alertId, to: { kind: 'user', id: 2 } });
    await actOnAnswer(world.ctx, { token: link(world.text, 'Accept') });
    const alert = await world.store.alerts.get(world.alertId);
    expect(alert?.acceptedBy).toMatchObject({ id: 1 });
  });

  it('is worth nothing to somebody who was not called and handles no alerts, or is gone', async () => {
    const world = await reached();
    const sign = (userId: number) =>
      world.ctx.tokens.sign({ alertId: world.alertId, userId, action: 'ACCEPT', expiresAt: 4_000_000_000 });
    for (const userId of [3, 4711]) {
      const page = await actOnAnswer(world.ctx, { token: sign(userId) });
      expect(page.status).toBe(403);
      expect(page.body).not.toContain('Disk full');
    }
    expect(await world.status()).toBe('PENDING');
  });

  it('cannot be made of a reply address, which stands in headers that others see', async () => {
    const world = await reached();
    const token = tokenOfReplyAddress(world.replyTo, replyDomain) ?? expect.fail(world.replyTo);
    for (const run of [showAnswer, actOnAnswer]) {
      const page = await run(world.ctx, { token });
      expect(page.status).toBe(403);
      expect(page.body).not.toContain('Disk full');
    }
    expect(await world.status()).toBe('PENDING');
  });

  it('is no reply address', async () => {
    const world = await reached();
    const local = Buffer.from(link(world.text, 'Accept'), 'base64url').toString('hex');
    const raw = Buffer.from(
      `Authentication-Results: amazonses.com; dmarc=pass header.from=example.com\r\nFrom: user1@example.com\r\nTo: alert+${local}@${replyDomain}\r\n\r\naccept`,
    );
    await takeMail(world.ctx, { inboundId: 'm', raw });
    expect(await world.status()).toBe('PENDING');
  });

  it('shows its page to no frame, no cache, no script and no other site', async () => {
    const world = await reached();
    for (const run of [showAnswer, actOnAnswer])
      for (const token of [link(world.text, 'Accept'), 'forged'])
        expect((await run(world.ctx, { token })).headers).toMatchObject({
          'cache-control': 'no-store',
          'content-security-policy': expect.stringMatching(
            /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
          ),
          'referrer-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
        });
  });
});
