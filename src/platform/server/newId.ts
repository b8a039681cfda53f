import { randomFillSync } from 'node:crypto';

/** Random bytes by the pool: asking the system for sixteen costs as much as asking for thousands. No byte is ever given twice. */
const POOL = Buffer.alloc(16 * 512);
let used = POOL.length;
const sixteen = (): Buffer => {
  if (used === POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  used += 16;
  return POOL.subarray(used - 16, used);
};

/** UUID version 7 (RFC 9562): grows with time, so that new rows land at the end of an index. PostgreSQL 15 has none of its own. */
export const newId = (at: number = Date.now()): string => {
  const b = sixteen();
  b.writeUIntBE(at, 0, 6);
  b[6] = (b[6]! & 0x0f) | 0x70;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
};
