import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const ground: Colour = [0x0a, 0x5c, 0xad, 0xff];
const white: Colour = [0xff, 0xff, 0xff, 0xff];
const clear: Colour = [0xff, 0xff, 0xff, 0x00];

/** How much wider than at its shoulders the bell is, from its shoulders (0) to its rim (1). */
const flare = (down: number): number => 0.19 + 0.13 * down ** 3;

/** Whether a point is on the bell; the square is 0 to 1 in both directions. */
function isBell(x: number, y: number): boolean {
  const side = Math.abs(x - 0.5);
  const isKnob = Math.hypot(x - 0.5, y - 0.2) < 0.05;
  const isCrown = y <= 0.42 && Math.hypot(x - 0.5, y - 0.42) < 0.19;
  const isBody = y > 0.42 && y <= 0.68 && side < flare((y - 0.42) / 0.26);
  const isRim = y > 0.68 && y <= 0.74 && side < 0.34;
  const isClapper = y > 0.77 && Math.hypot(x - 0.5, y - 0.77) < 0.075;
  return isKnob || isCrown || isBody || isRim || isClapper;
}

/** How much of a pixel is bell, 0 to 1: looked at in sixteen places, so that edges are smooth. */
function share(column: number, row: number, size: number): number {
  let hits = 0;
  for (let place = 0; place < 16; place++) {
    const x = (column + ((place % 4) + 0.5) / 4) / size;
    const y = (row + (Math.floor(place / 4) + 0.5) / 4) / size;
    if (isBell(x, y)) hits++;
  }
  return hits / 16;
}

/** A bell as PNG: white on blue, or white on nothing for where the tool gives the ground. */
export function bellIcon(size: number, { isOutline = false } = {}): Buffer {
  const back = isOutline ? clear : ground;
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const much = share(column, row, size);
      const pixel = back.map((value, index) => Math.round(value + ((white[index] ?? 0) - value) * much));
      rows.set(pixel, row * (1 + size * 4) + 1 + column * 4);
    }
  return png(size, rows);
}

/** Rows of RGBA, each behind a byte that says that it is not filtered (https://www.w3.org/TR/png-3/). */
function png(size: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
