import PostalMime, { type Email } from 'postal-mime';

/** What is read of a raw mail. */
export type ParsedMail = Pick<
  Email,
  'headers' | 'from' | 'to' | 'cc' | 'bcc' | 'deliveredTo' | 'subject' | 'messageId' | 'date' | 'text' | 'html'
> & {
  /** Its parts cannot be read. */
  readonly isHeadOnly?: boolean;
};

const deepest = 20;
/** Headers beyond this say nothing that matters. */
const longestHead = 256 * 1024;

/**
 * Reads a raw mail as SES stored it. Of one whose parts cannot be read the head still tells from whom it is, to whom, and
 * about what; of one without a head nothing does.
 */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const read = (bytes: Uint8Array) => PostalMime.parse(bytes, { maxNestingDepth: deepest });
  return read(raw)
    .catch(async () => ({ ...(await read(headOf(raw))), isHeadOnly: true }))
    .catch(() => ({ headers: [], isHeadOnly: true }));
}

/** The head alone, as that of a mail of plain text: without the headers that say how its parts are to be read. */
function headOf(raw: Uint8Array): Uint8Array {
  const text = Buffer.from(raw.subarray(0, longestHead)).toString('latin1');
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  const lines = head.split(/\r?\n/);
  let isOfContent = false;
  const kept = lines.filter((line) => {
    // A line that begins with a blank goes on with the header before it.
    if (!/^[ \t]/.test(line)) isOfContent = /^content-/i.test(line);
    return !isOfContent;
  });
  return Buffer.from(`${kept.join('\r\n').trimEnd()}\r\n\r\n`, 'latin1');
}
