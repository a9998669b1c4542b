import { describe, expect, it } from 'vitest';
import { askPage, donePage, refusedPage } from '../../functions/render/answer-pages.tsx';
import { pageMail, plainMail, summaryMail, updateMail } from '../../functions/render/mail.tsx';
import { mailHeaders } from '../../functions/render/mail-headers.ts';
import { anAlert, at } from '../support/factories.ts';

const reader = { language: 'en', timezone: 'Europe/Berlin' } as const;
const links = { ACCEPT: 'https://t/answer/a', RESOLVE: 'https://t/answer/r', ESCALATE: 'https://t/answer/e' };
const evil = anAlert({
  summary: 'Boom\r\nBcc: victim@example.com\u0000 <script>alert(1)</script>',
  details: 'line 1\nline 2 <img src=x onerror=alert(1)>',
  links: [
    { href: 'javascript:alert(1)', text: 'click' },
    { href: 'https://grafana.example.com/d/1', text: 'Dashboard' },
  ],
});

describe('the e-mail of a page', () => {
  it('has a button and a link for each answer, in text and HTML', () => {
    const { subject, text, html } = pageMail(anAlert(), { links, canReply: true }, reader);
    expect(subject).toBe('ALERT: Disk full on db-1');
    for (const link of Object.values(links)) {
      expect(text).toContain(link);
      expect(html).toContain(`href="${link}"`);
    }
    expect(text).toContain('Or reply to this e-mail');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en">/);
  });

  it('says when it was reported on the reader’s clock, and which clock that is', () => {
    const alert = anAlert({ reportTime: at('2026-07-01T12:30:05Z') });
    const told = (who: Parameters<typeof pageMail>[2]) => pageMail(alert, { links, canReply: true }, who).text;
    expect(told(reader)).toMatch(/Reported: Wed, 0?1 Jul 2026, 14:30:05 (CEST|GMT\+2)/);
    expect(told({ language: 'en', timezone: 'America/New_York' })).toMatch(/08:30:05 (EDT|GMT-4)/);
    expect(told({ language: 'de', timezone: 'Asia/Kolkata' })).toMatch(/Gemeldet: Mi.*18:00:05/);
  });

  it('lets somebody called in on an accepted alert accept it, too', () => {
    const { text, html } = pageMail(anAlert({ status: 'ACCEPTED' }), { links, canReply: true }, reader);
    expect(text).toContain('Accept: https://t/answer/a');
    expect(html).toContain('href="https://t/answer/a"');
  });

  it('speaks German to Germans', () => {
    const { subject, text } = pageMail(anAlert(), { links, canReply: false }, { ...reader, language: 'de' });
    expect(subject).toBe('ALARM: Disk full on db-1');
    expect(text).toContain('Annehmen: https://t/answer/a');
    expect(text).not.toContain('antworten Sie');
  });

  it('lets nothing of the alert break out of its place', () => {
    const { subject, html, text } = pageMail(evil, { links, canReply: true }, reader);
    expect(subject).not.toMatch(/[\r\n\0]/);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('javascript:');
    expect(html).toContain('https://grafana.example.com/d/1');
    expect(text).toContain('Dashboard: https://grafana.example.com/d/1');
  });

  it('is bounded, by letters and not by halves of them', () => {
    const { subject, text, html } = pageMail(
      anAlert({ summary: '😀'.repeat(5000), details: 'd'.repeat(500_000) }),
      { links, canReply: true },
      reader,
    );
    expect([...subject].length).toBeLessThan(170);
    expect(subject.isWellFormed()).toBe(true);
    expect(text.length).toBeLessThan(10_000);
    expect(html.length).toBeLessThan(20_000);
  });
});

describe('other e-mails', () => {
  const accepted = anAlert({ status: 'ACCEPTED', acceptedBy: { kind: 'user', id: 1, name: 'Ada\r\nX: y' } });

  it('an update joins the thread and offers what is left to do', () => {
    const { subject, text } = updateMail(accepted, 'ACCEPTED', { links, canReply: true }, reader);
    expect(subject).toBe('Re: ALERT: Disk full on db-1');
    expect(text).toMatch(/^Accepted by Ada X: y\n/);
    expect(text).not.toContain(links.ACCEPT);
    expect(text).toContain(links.RESOLVE);
  });

  it('a summary names every alert with its links', () => {
    const { subject, text, html } = summaryMail(
      [
        { alert: anAlert(), links },
        { alert: evil, links },
      ],
      'en',
    );
    expect(subject).toBe('2 more alerts');
    expect(text.match(/Accept: /g)).toHaveLength(2);
    expect(html).not.toContain('<script');
  });

  it('ready-made words are escaped and their subject stays one line', () => {
    const { subject, html } = plainMail('Hi\nthere', '<b>1</b>\n\nBye', 'de');
    expect(subject).toBe('Hi there');
    expect(html).toContain('&lt;b>1&lt;/b>');
  });

  it('headers name alert and user and keep one thread', () => {
    expect(mailHeaders({ alertId: 7, userId: 3, notificationId: 9, domain: 'in.example.com', isReply: false })).toEqual(
      {
        'Message-ID': '<notification-9@in.example.com>',
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'In-Reply-To': '<alert-7@in.example.com>',
        References: '<alert-7@in.example.com>',
        'X-Tocsin-Alert': '7',
        'X-Tocsin-User': '3',
      },
    );
    expect(mailHeaders({ notificationId: 9, domain: 'x.org', isReply: true })).not.toHaveProperty('References');
  });
});

describe('the pages behind a link', () => {
  it('asks with one form per choice and no script', () => {
    const html = askPage(
      evil,
      [
        { action: 'ACCEPT', token: 'tok-a' },
        { action: 'RESOLVE', token: 'tok-r' },
      ],
      { userName: '<i>Ada</i>', language: 'en' },
    );
    expect(html.match(/<form method="post" action="tok-[ar]"/g)).toHaveLength(2);
    expect(html).not.toMatch(/<script|onclick|<i>/);
    expect(html).toContain('<h1');
    expect(html).toContain('lang="en"');
    expect(html).toContain('prefers-color-scheme:dark');
  });

  it('tells what was done', () => {
    const html = donePage(anAlert({ status: 'ACCEPTED' }), { outcome: 'Sie haben angenommen', language: 'de' });
    expect(html).toContain('role="status"');
    expect(html).toContain('Sie haben angenommen');
    expect(html).toContain('angenommen</p>');
  });

  it('tells nothing of an alert when the link is not valid', () => {
    expect(refusedPage()).toContain('Nothing was changed');
    expect(refusedPage()).toContain('lang="de"');
  });
});
