/** The network somebody calls from, as far as one person has it: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]{7,15})$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const parts = (text: string | undefined) => (text === undefined || text === '' ? [] : text.split(':'));
  const missing = 8 - parts(head).length - parts(tail).length;
  const all = [...parts(head), ...Array(Math.max(missing, 0)).fill('0'), ...parts(tail)];
  return `${all
    .slice(0, 4)
    .map((part) => part.replace(/^0{1,3}(?=.)/, ''))
    .join(':')}::/64`;
}
