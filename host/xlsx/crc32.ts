const TABLES: readonly Uint32Array[] = makeTables();

function makeTables(): Uint32Array[] {
  const first = new Uint32Array(256);
  for (let index = 0; index < 256; index++) {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    first[index] = value >>> 0;
  }
  const tables = [first];
  for (let step = 1; step < 4; step++) {
    const before = tables[step - 1] ?? first;
    tables.push(before.map((value) => (value >>> 8) ^ (first[value & 255] ?? 0)));
  }
  return tables;
}

const [T0, T1, T2, T3] = [TABLES[0], TABLES[1], TABLES[2], TABLES[3]].map((table) => table ?? new Uint32Array(256));

/** CRC-32 as zip files count it (ISO 3309), four bytes a step. */
export function crc32(bytes: Uint8Array): number {
  if (!T0 || !T1 || !T2 || !T3) return 0;
  let crc = 0xffffffff;
  const end = bytes.length - (bytes.length % 4);
  let index = 0;
  for (; index < end; index += 4) {
    crc ^= (bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8) | ((bytes[index + 2] ?? 0) << 16) | ((bytes[index + 3] ?? 0) << 24);
    crc = (T3[crc & 255] ?? 0) ^ (T2[(crc >>> 8) & 255] ?? 0) ^ (T1[(crc >>> 16) & 255] ?? 0) ^ (T0[crc >>> 24] ?? 0);
  }
  for (; index < bytes.length; index++) crc = (crc >>> 8) ^ (T0[(crc ^ (bytes[index] ?? 0)) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
