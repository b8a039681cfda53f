// The codes of the classroom screen: one for every 20 seconds of one roll call, made from a key that the screen is given for that lesson, so that it goes on
// without a network. Pure, and without node or browser cryptography: a screen on a page without TLS has none. SHA-256 by FIPS 180-4, HMAC by RFC 2104.

const K = Uint32Array.from(
  '428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da 983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2'
    .split(' ')
    .map((h) => Number.parseInt(h, 16)),
);
const FIRST = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const turn = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

export const sha256 = (message: Uint8Array): Uint8Array => {
  const blocks = ((message.length + 8) >> 6) + 1;
  const padded = new Uint8Array(blocks * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(blocks * 64 - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(blocks * 64 - 4, (message.length << 3) >>> 0);
  const h = Uint32Array.from(FIRST);
  const w = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 64; i += 1) {
      const [a, b] = [w[i - 15]!, w[i - 2]!];
      w[i] = w[i - 16]! + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7]! + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, z] = h as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i += 1) {
      const one = (z + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [z, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    for (const [i, v] of [a, b, c, d, e, f, g, z].entries()) h[i] = h[i]! + v;
  }
  const out = new Uint8Array(32);
  for (const [i, v] of h.entries()) new DataView(out.buffer).setUint32(i * 4, v);
  return out;
};

export const hmac = (key: Uint8Array, message: Uint8Array): Uint8Array => {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const with_ = (pad: number, tail: Uint8Array): Uint8Array => {
    const joined = new Uint8Array(64 + tail.length);
    joined.set(block.map((b) => b ^ pad));
    joined.set(tail, 64);
    return sha256(joined);
  };
  return with_(0x5c, with_(0x36, message));
};

// Codes -----------------------------------------------------------------------------------------------------------------------------

/** A code is shown so long; it and the one before it are taken. */
export const STEP_MS = 20_000;
/** ○ Refused codes of one trainee within TRIES_MS after which only the teacher can say it. */
export const TRIES_MOST = 5;
export const TRIES_MS = 10 * 60_000;

export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);
const BASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** base64url, without padding. */
export const toText = (bytes: Uint8Array): string => {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < Math.min(4, bytes.length - i + 1); k += 1) out += BASE[(three >> (18 - 6 * k)) & 63];
  }
  return out;
};
export const fromText = (text: string): Uint8Array | undefined => {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const c of text) {
    const v = BASE.indexOf(c);
    if (v < 0) return undefined;
    held = ((held << 6) | v) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(out);
};
const bytesOfId = (id: string): Uint8Array => Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (h) => Number.parseInt(h, 16));
const idOfBytes = (bytes: Uint8Array): string => {
  const h = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
};
const signed = (key: Uint8Array, step: number): Uint8Array => hmac(key, new TextEncoder().encode(`roll ${step}`));

/** What the QR code says of a step: the roll call, the step, and 72 bits that only the key can make. */
export const tokenOf = (key: Uint8Array, rollId: string, step: number): string =>
  `${toText(bytesOfId(rollId))}.${step.toString(36)}.${toText(signed(key, step).subarray(0, 9))}`;
/** What is typed where no camera reads: six digits, dynamic truncation as in RFC 4226. */
export const digitsOf = (key: Uint8Array, step: number): string => {
  const mac = signed(key, step);
  const at = mac[31]! & 15;
  const n = ((mac[at]! & 0x7f) << 24) | (mac[at + 1]! << 16) | (mac[at + 2]! << 8) | mac[at + 3]!;
  return String(n % 1_000_000).padStart(6, '0');
};

export interface ReadToken {
  readonly rollId: string;
  readonly step: number;
  readonly mac: string;
}
/** Undefined: no token of ours. */
export const readToken = (text: string): ReadToken | undefined => {
  const parts = /^([\w-]{22})\.([0-9a-z]{1,9})\.([\w-]{12})$/.exec(text.trim());
  const id = parts && fromText(parts[1]!);
  if (!parts || id?.length !== 16) return undefined;
  return { rollId: idOfBytes(id), step: Number.parseInt(parts[2]!, 36), mac: parts[3]! };
};

/** In a time that tells nothing about where they differ. */
const same = (a: string, b: string): boolean => {
  let differs = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) differs |= a.charCodeAt(i) ^ (b.charCodeAt(i) || 0);
  return differs === 0;
};
/** wrong: not made by this key. old: photographed and used later; `shownAt` is when it stood on the screen. ahead: of a screen whose clock is wrong. */
export type CodeVerdict = { readonly is: 'good' } | { readonly is: 'wrong' } | { readonly is: 'old' | 'ahead'; readonly shownAt: number };

export const judgeToken = (key: Uint8Array, token: ReadToken, now: number): CodeVerdict => {
  if (!same(token.mac, toText(signed(key, token.step).subarray(0, 9)))) return { is: 'wrong' };
  const at = stepAt(now);
  if (token.step === at || token.step === at - 1) return { is: 'good' };
  return { is: token.step < at ? 'old' : 'ahead', shownAt: token.step * STEP_MS };
};
/** ○ So far back typed digits are recognised as old rather than called wrong. */
const DIGITS_BACK = 90;
export const judgeDigits = (key: Uint8Array, digits: string, now: number): CodeVerdict => {
  const at = stepAt(now);
  for (let back = 0; back <= DIGITS_BACK; back += 1)
    if (same(digits, digitsOf(key, at - back))) return back <= 1 ? { is: 'good' } : { is: 'old', shownAt: (at - back) * STEP_MS };
  return { is: 'wrong' };
};
