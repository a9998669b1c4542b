import { describe, expect, it } from 'vitest';
import { smsSize, spellForGsm } from '../../functions/render/gsm.ts';
import { listSms, pageSms, plainSms, summarySms, updateSms } from '../../functions/render/sms.ts';
import { anAlert } from '../support/factories.ts';

const code = { code: 7 };

describe('a page by SMS', () => {
  it('says what happened, where, and how to answer', () => {
    expect(pageSms(anAlert(), code, 'en')).toBe(
      'ALERT: Prometheus: Disk full on db-1. A7 accept, R7 resolve, E7 escalate',
    );
    expect(pageSms(anAlert({ priority: 'LOW' }), code, 'de')).toBe(
      'Alarm (niedrig): Prometheus: Disk full on db-1. A7 annehmen, R7 lösen, E7 eskalieren',
    );
  });

  it('ends with a link where texts cannot be answered', () => {
    const link = 'https://x1.execute-api.eu-central-1.amazonaws.com/answer/AbC-_9';
    const text = pageSms(anAlert({ summary: 'word '.repeat(100) }), { link }, 'en');
    expect(text.endsWith(`. ${link}`)).toBe(true);
    expect(smsSize(text)).toMatchObject({ alphabet: 'GSM', segments: 1 });
  });

  it.each([
    ['a long one', 'CPU usage of the payment cluster is above ninety percent '.repeat(20)],
    ['one word', 'x'.repeat(3000)],
    ['typographic signs', '“Disk” full – 95 % … naïve café ✓ → now '.repeat(8)],
    ['letters that count twice', '{[~|^€]}\\'.repeat(60)],
    ['pictures', '🔥🔥🔥 Fire in the data centre 👨‍👩‍👧 '.repeat(10)],
    ['line breaks and controls', `Disk\r\nfull\u0000\u001b[31m ${'y '.repeat(200)}`],
  ])('fits one segment in either language: %s', (_case, summary) => {
    for (const language of ['en', 'de'] as const) {
      const text = pageSms(anAlert({ summary }), { code: 42 }, language);
      expect(smsSize(text).segments).toBe(1);
      expect(text).toMatch(/A42 \S+, R42 \S+, E42 \S+$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
      expect(text).not.toMatch(/[\u0000-\u001f\u007f]/);
    }
  });

  it('keeps other scripts, in two segments at most', () => {
    const text = pageSms(anAlert({ summary: 'Диск заполнен на сервере базы данных '.repeat(10) }), code, 'en');
    expect(text).toContain('Диск заполнен');
    expect(smsSize(text)).toMatchObject({ alphabet: 'UCS2', segments: 2 });
    expect(text.endsWith('E7 escalate')).toBe(true);
  });
});

describe('an update by SMS', () => {
  const accepted = anAlert({ status: 'ACCEPTED', acceptedBy: { kind: 'user', id: 1, name: 'Ada Lovelace' } });

  it('names who did it and the codes that still work', () => {
    expect(updateSms(accepted, 'ACCEPTED', code, 'en')).toBe(
      'Accepted by Ada Lovelace: Prometheus: Disk full on db-1. R7 resolve, E7 escalate',
    );
  });

  it('offers nothing once the alert is resolved', () => {
    const resolved = anAlert({ status: 'RESOLVED', resolvedBy: { kind: 'source', name: 'Prometheus' } });
    expect(updateSms(resolved, 'RESOLVED', code, 'de')).toBe('Gelöst von Prometheus: Prometheus: Disk full on db-1.');
  });
});

describe('a list of alerts by SMS', () => {
  const alerts = Array.from({ length: 8 }, (_, index) => ({
    alert: anAlert({ id: index + 1, summary: `Problem number ${index + 1} with a rather long description of it` }),
    answer: { code: index + 1 },
  }));

  it('names each with its code', () => {
    expect(summarySms(alerts.slice(0, 2), 2, 'en')).toBe(
      '2 more alerts: 1 Problem number 1 with a rather long description of it,' +
        ' 2 Problem number 2 with a rather long description of it. A1 accept, R1 resolve, E1 escalate, A all accept all 2',
    );
  });

  it('names five and counts the rest, in two segments', () => {
    const text = summarySms(alerts, 8, 'de');
    expect(text).toContain('8 weitere Alarme');
    expect(text).toContain(' +3');
    expect(smsSize(text).segments).toBeLessThanOrEqual(2);
  });

  it('stays within two segments in other scripts', () => {
    const cyrillic = alerts.map(({ answer }) => ({
      alert: anAlert({ summary: 'Диск заполнен на сервере базы' }),
      answer,
    }));
    const text = listSms('Open: ', cyrillic.slice(0, 3), 'en');
    expect(text).toContain('2 Диск');
    expect(smsSize(text).segments).toBeLessThanOrEqual(2);
  });

  it('ends with a full stop when there is nothing to answer with', () => {
    expect(listSms('Nothing open', [], 'en')).toBe('Nothing open.');
  });
});

describe('letters', () => {
  it.each([
    ['Grüße aus Köln', 'Grüße aus Köln'],
    ['“a” – b…', '"a" - b...'],
    ['Škoda, Łódź', 'Skoda, Lodz'],
    ['ok ✅ done', 'ok done'],
  ])('spells %s as %s', (text, spelled) => {
    expect(spellForGsm(text)).toBe(spelled);
  });

  it.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['я'.repeat(70), 1],
    ['я'.repeat(71), 2],
  ])('counts segments', (text, segments) => {
    expect(smsSize(text).segments).toBe(segments);
  });

  it.each(['word ', 'слово '])('bounds ready-made words: %s', (word) => {
    expect(smsSize(plainSms(word.repeat(500))).segments).toBeLessThanOrEqual(2);
  });
});
