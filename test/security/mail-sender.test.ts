import { describe, expect, it } from 'vitest';
import { readInboundMail } from '../../functions/domain/reply/inbound-mail.ts';
import { isAuthentic } from '../../functions/domain/reply/mail-trust.ts';

const victim = 'ada@victim.example';
const spf = 'spf=pass (spfCheck: domain of evil.example designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7;';
const found = (rest: string) => [{ key: 'authentication-results', value: `amazonses.com; ${rest}` }];
const real = 'helo=mx.evil.example; dkim=pass header.i=@evil.example; dmarc=fail header.from=victim.example;';

describe('the verdict of SES', () => {
  it('is read in the form that SES writes', () => {
    const passed = `${spf} envelope-from=ada@victim.example; helo=mx.victim.example; dkim=pass header.i=@victim.example; dmarc=pass header.from=victim.example;`;
    expect(isAuthentic(found(passed), victim)).toBe(true);
  });

  it.each([
    ['in quotes', 'envelope-from="x; dmarc=pass header.from=victim.example; y"@evil.example;'],
    ['in quotes, as DKIM', 'envelope-from="x; dkim=pass header.d=victim.example; y"@evil.example;'],
    ['behind an escaped quote', 'envelope-from="\\"; dmarc=pass header.from=victim.example; "@evil.example;'],
    ['without quotes', 'envelope-from=x; dmarc=pass header.from=victim.example; @evil.example;'],
    ['without quotes, as DKIM', 'envelope-from=x; dkim=pass header.i=@victim.example; @evil.example;'],
  ])('cannot be written by the sender into the envelope %s', (_case, envelope) => {
    expect(isAuthentic(found(`${spf} ${envelope} ${real}`), victim)).toBe(false);
  });

  it('cannot be written into the name the server greets with', () => {
    const helo = 'helo=x; dmarc=pass header.from=victim.example; dkim=none; dmarc=none header.from=victim.example;';
    expect(isAuthentic(found(`${spf} envelope-from=eve@evil.example; ${helo}`), victim)).toBe(false);
  });

  it.each([
    '(spfCheck: domain of "a); dmarc=pass header.from=victim.example; (b"@evil.example designates)',
    '(spfCheck: domain of a); dmarc=pass header.from=victim.example; (b) c)',
    '(spfCheck (nested); dmarc=pass header.from=victim.example;)',
    '(spfCheck \\); dmarc=pass header.from=victim.example;)',
    '(never closed; dmarc=pass header.from=victim.example;',
  ])('cannot be smuggled out of a comment: %s', (comment) => {
    expect(isAuthentic(found(`spf=pass ${comment} ${real}`), victim)).toBe(false);
  });

  it.each([
    ['the domain itself', 'header.d=victim.example', true],
    ['the domain itself, as an identity', 'header.i=@victim.example', true],
    ['an identity below it', 'header.i=@mail.victim.example', false],
    ['a domain above it', 'header.d=example.org', true],
    ['a domain whose name ends alike', 'header.d=ictim.example', false],
    ['a longer name with the same end', 'header.d=my-victim.example', false],
    ['a top-level domain', 'header.d=example', false],
    ['nothing but a dot', 'header.d=.', false],
    ['nobody', 'header.s=key1', false],
    ['another', 'header.d=evil.example', false],
  ])('believes a DKIM signature of %s: %s', (_case, signer, expected) => {
    const from = signer.includes('example.org') ? 'ada@victim.example.org' : victim;
    expect(isAuthentic(found(`dkim=pass ${signer}; dmarc=none;`), from)).toBe(expected);
  });

  it.each(['fail', 'neutral', 'passed', 'temperror', 'none'])('believes no DKIM result but pass: %s', (result) => {
    expect(isAuthentic(found(`dkim=${result} header.d=victim.example;`), victim)).toBe(false);
  });

  it.each(['fail', 'bestguesspass', 'passing', 'none'])('believes no DMARC result but pass: %s', (result) => {
    expect(isAuthentic(found(`dmarc=${result} header.from=victim.example;`), victim)).toBe(false);
  });

  it.each([
    'helo=x dmarc=pass header.from=victim.example',
    'helo=x dkim=pass header.d=victim.example',
    'envelope-from=x dkim=pass header.i=@victim.example',
    'xdkim=pass header.d=victim.example',
    'xdmarc=pass header.from=victim.example',
  ])('is not what stands within another part: %s', (part) => {
    expect(isAuthentic(found(`${spf} ${part};`), victim)).toBe(false);
  });

  it('is not spoilt by what only looks like a DMARC result', () => {
    expect(isAuthentic(found('helo=x dmarc=fail; dkim=pass header.d=victim.example;'), victim)).toBe(true);
  });

  it('counts only when SES wrote it, on top of all others', () => {
    const passed = 'dmarc=pass header.from=victim.example;';
    const [ours] = found(passed);
    const theirs = { key: 'authentication-results', value: `mx.evil.example; ${passed}` };
    const similar = { key: 'authentication-results', value: `my-amazonses.com; ${passed}` };
    const subject = { key: 'subject', value: 'A1' };
    expect(ours && isAuthentic([subject, ours, theirs], victim)).toBe(true);
    expect(ours && isAuthentic([theirs, ours], victim)).toBe(false);
    expect(isAuthentic([similar], victim)).toBe(false);
    expect(isAuthentic([subject], victim)).toBe(false);
  });

  it('is that of the domain after the last @, and nothing without one', () => {
    const passed = found('dmarc=pass header.from=victim.example;');
    expect(isAuthentic(passed, 'ada@evil.example@victim.example')).toBe(true);
    expect(isAuthentic(passed, 'ada@victim.example@evil.example')).toBe(false);
    expect(isAuthentic(found('dmarc=pass header.from=;'), 'ada@')).toBe(false);
  });

  it('counts DMARC above DKIM, and only one of it', () => {
    const dkim = 'dkim=pass header.i=@victim.example;';
    expect(isAuthentic(found(`${dkim} dmarc=none header.from=victim.example;`), victim)).toBe(true);
    expect(isAuthentic(found(`${dkim} dmarc=fail header.from=victim.example;`), victim)).toBe(false);
    const twice = 'dmarc=pass header.from=victim.example;';
    expect(isAuthentic(found(`${twice} ${twice}`), victim)).toBe(false);
  });
});

const mail = (headers: string, body = 'accept') =>
  readInboundMail(
    Buffer.from(
      `Authentication-Results: amazonses.com; dmarc=pass header.from=victim.example\r\n${headers}\r\n\r\n${body}`,
    ),
  );

describe('the sender of a mail', () => {
  it.each([
    ['two addresses', 'From: ada@victim.example, eve@evil.example'],
    ['two addresses, folded', 'From: ada@victim.example,\r\n eve@evil.example'],
    ['two headers', 'From: ada@victim.example\r\nFrom: eve@evil.example'],
    ['two headers, one in capitals', 'FROM: ada@victim.example\r\nfrom: eve@evil.example'],
    ['a group', 'From: Team: ada@victim.example;'],
    ['a group and an address', 'From: Team: eve@evil.example;, ada@victim.example'],
    ['an empty address', 'From: ada <>'],
    ['nothing', 'From:'],
  ])('is nobody when From holds %s', async (_case, headers) => {
    expect(await mail(headers)).toMatchObject({ from: undefined, authentic: false });
  });

  it.each([
    ['a name that looks like one', 'From: "ada@victim.example" <eve@evil.example>'],
    ['an encoded name that looks like one', 'From: =?utf-8?q?ada=40victim=2Eexample?= <eve@evil.example>'],
    ['a quoted local part', 'From: "ada@victim.example x"@evil.example'],
    ['a comment', 'From: eve@evil.example (ada@victim.example)'],
    ['a name with the address of another in angles', 'From: "<ada@victim.example>" <eve@evil.example>'],
    ['a letter that only looks alike', 'From: ada@v\u0456ctim.example'],
    ['a trailing dot', 'From: ada@victim.example.'],
  ])('is not taken from %s', async (_case, headers) => {
    const read = await mail(headers);
    expect(read.authentic).toBe(false);
    expect(read.from).not.toBe(victim);
  });

  it('is nobody when the mail cannot be read: it is refused, and not tried again', async () => {
    const nested = Array.from({ length: 25 }).reduceRight<string>(
      (inner, _one, depth) =>
        `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n${inner}\r\n--b${depth}--\r\n`,
      'accept',
    );
    const deep = await readInboundMail(Buffer.from(`From: ${victim}\r\n${nested}`));
    expect(deep).toMatchObject({ from: undefined, authentic: false, firstLine: '' });
    for (const raw of [Buffer.alloc(0), Buffer.from([0xff, 0xfe, 0, 13]), Buffer.alloc(3_000_000, 'a: b\r\n')])
      expect((await readInboundMail(raw)).from).toBeUndefined();
  });
});

describe('what a mail in HTML says', () => {
  const html = (body: string) => mail(`From: ${victim}\r\nContent-Type: text/html`, body);

  it.each([
    ['a hidden style', '<style>accept</style>no'],
    ['a script', '<script>accept</script>no'],
    ['a quotation', '<blockquote>accept</blockquote>no'],
    ['a quotation within one', '<blockquote><blockquote>x</blockquote>accept</blockquote>no'],
    ['a tag with attributes', '<blockquote class="a" type=cite>accept</BLOCKQUOTE >no'],
  ])('is not what stands in %s', async (_case, body) => {
    expect((await html(body)).firstLine).toBe('no');
  });

  it('is nothing when all of it stands in a quotation that is never closed', async () => {
    expect((await html('<blockquote>accept')).firstLine).toBe('');
  });
});
