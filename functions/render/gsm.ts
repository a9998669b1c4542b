/** GSM 03.38: the letters a text message carries at seven bits each; those of the extension table count twice. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('^{}\\[~]|€');

const spellings: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '•': '*',
  '·': '*',
  '→': '->',
  '←': '<-',
  '≥': '>=',
  '≤': '<=',
  '×': 'x',
  '°': ' deg',
  '\u00a0': ' ',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  ı: 'i',
  Œ: 'OE',
  œ: 'oe',
  ẞ: 'SS',
};

const marks = /\p{M}/gu;
const picture = /\p{So}|\p{Sk}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d/u;

/**
 * The text in letters of the GSM alphabet where that loses nothing that matters: quotes and dashes become plain,
 * accents the alphabet lacks are dropped, pictures left out. Letters of other scripts stay as they are.
 */
export const spellForGsm = (text: string): string =>
  [...text.normalize('NFC')].map(spell).join('').replace(/ {2,}/g, ' ');

function spell(letter: string): string {
  if (basic.has(letter) || extension.has(letter)) return letter;
  const replaced = spellings[letter];
  if (replaced !== undefined) return replaced;
  const bare = letter.normalize('NFKD').replace(marks, '');
  if (bare !== '' && [...bare].every((one) => basic.has(one))) return bare;
  return picture.test(letter) ? '' : letter;
}

const isGsm = (text: string): boolean => [...text].every((letter) => basic.has(letter) || extension.has(letter));

/** How long a text is on air: in seven-bit letters, or in sixteen-bit units when a letter is outside the alphabet. */
export function smsSize(text: string): {
  readonly alphabet: 'GSM' | 'UCS2';
  readonly units: number;
  readonly segments: number;
} {
  if (!isGsm(text)) {
    const units = text.length;
    return { alphabet: 'UCS2', units, segments: units <= 70 ? 1 : Math.ceil(units / 67) };
  }
  const units = [...text].reduce((sum, letter) => sum + (extension.has(letter) ? 2 : 1), 0);
  return { alphabet: 'GSM', units, segments: units <= 160 ? 1 : Math.ceil(units / 153) };
}
