// PostgreSQL's binary COPY format, for the column types we use. Lengths and numbers are big-endian.
// Source: PostgreSQL documentation, COPY, "Binary Format"; the send functions of the types.

/** Column types that can be written in bulk. */
export type BulkType =
  | 'uuid'
  | 'text'
  | 'int2'
  | 'int4'
  | 'int8'
  | 'float8'
  | 'bool'
  | 'date'
  | 'timestamptz'
  | 'bytea'
  | 'jsonb'
  | 'numeric'
  | 'text[]'
  | 'int4[]'
  | 'uuid[]';

const OID: Partial<Record<BulkType, number>> = { text: 25, int4: 23, uuid: 2950 };

/** Opens a stream: signature, no flags, no extension. */
export const COPY_HEADER: Buffer = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
export const COPY_TRAILER: Buffer = Buffer.from([0xff, 0xff]);

const int16 = (n: number): Buffer => {
  const b = Buffer.alloc(2);
  b.writeInt16BE(n);
  return b;
};
const int32 = (n: number): Buffer => {
  const b = Buffer.alloc(4);
  b.writeInt32BE(n);
  return b;
};
const int64 = (n: bigint): Buffer => {
  const b = Buffer.alloc(8);
  b.writeBigInt64BE(n);
  return b;
};

const EPOCH_DAYS = Date.UTC(2000, 0, 1) / 86_400_000;
const EPOCH_MICROS = BigInt(Date.UTC(2000, 0, 1)) * 1000n;

const day = (value: string): Buffer => {
  if (value === 'infinity') return int32(0x7fffffff);
  if (value === '-infinity') return int32(-0x80000000);
  const ms = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  // `Date.parse` accepts no 30 February: it must come out as it went in
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== value) throw new RangeError('not a day');
  return int32(ms / 86_400_000 - EPOCH_DAYS);
};

const instant = (value: string | Date): Buffer => {
  if (value === 'infinity') return int64(0x7fffffffffffffffn);
  if (value === '-infinity') return int64(-0x8000000000000000n);
  const text = value instanceof Date ? value.toISOString() : value;
  const read = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(text);
  const ms = read ? Date.parse(`${read[1]}Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError('not an instant in UTC');
  return int64(BigInt(ms) * 1000n + BigInt((read![2] ?? '').padEnd(6, '0')) - EPOCH_MICROS);
};

/** Groups of four decimal digits, a weight, a sign and the number of decimals shown. */
const numeric = (value: string | number): Buffer => {
  const text = String(value);
  if (text === 'NaN') return Buffer.concat([int16(0), int16(0), Buffer.from('c000', 'hex'), int16(0)]);
  const read = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!read) throw new RangeError('not a decimal number');
  const [, sign, whole = '', fraction = ''] = read;
  const left = whole.replace(/^0+/, '');
  const leftGroups = Math.ceil(left.length / 4);
  const digits = left.padStart(leftGroups * 4, '0') + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0');
  const groups = (digits.match(/.{4}/g) ?? []).map(Number);
  let weight = leftGroups - 1;
  while (groups.length && groups[0] === 0) {
    groups.shift();
    weight--;
  }
  while (groups.length && groups.at(-1) === 0) groups.pop();
  if (!groups.length) weight = 0;
  return Buffer.concat([
    int16(groups.length),
    int16(weight),
    Buffer.from(sign && groups.length ? '4000' : '0000', 'hex'),
    int16(fraction.length),
    ...groups.map(int16),
  ]);
};

const text = (value: string): Buffer => {
  if (value.includes('\0')) throw new RangeError('text must not contain a null character');
  return Buffer.from(value, 'utf8');
};

const array = (values: readonly unknown[], element: BulkType): Buffer => {
  const hasNull = values.some((v) => v === null);
  const head = [int32(values.length ? 1 : 0), int32(hasNull ? 1 : 0), int32(OID[element]!)];
  return Buffer.concat([...head, ...(values.length ? [int32(values.length), int32(1)] : []), ...values.map((v) => copyField(v, element))]);
};

const encode = (value: unknown, type: BulkType): Buffer => {
  switch (type) {
    case 'uuid': {
      const b = Buffer.from(String(value).replaceAll('-', ''), 'hex');
      if (b.length !== 16) throw new RangeError('not a uuid');
      return b;
    }
    case 'text':
      return text(String(value));
    case 'int2':
      return int16(Number(value));
    case 'int4':
      return int32(Number(value));
    case 'int8':
      return int64(BigInt(value as string | number | bigint));
    case 'float8': {
      const b = Buffer.alloc(8);
      b.writeDoubleBE(Number(value));
      return b;
    }
    case 'bool':
      return Buffer.from([value ? 1 : 0]);
    case 'date':
      return day(String(value));
    case 'timestamptz':
      return instant(value as string | Date);
    case 'bytea':
      return Buffer.from(value as Uint8Array);
    case 'jsonb':
      return Buffer.concat([Buffer.from([1]), text(JSON.stringify(value))]);
    case 'numeric':
      return numeric(value as string | number);
    case 'text[]':
    case 'int4[]':
    case 'uuid[]':
      return array(value as readonly unknown[], type.slice(0, -2) as BulkType);
  }
};

const NULL = int32(-1);
/** One field with its length; null has none. */
export const copyField = (value: unknown, type: BulkType): Buffer => {
  if (value === null || value === undefined) return NULL;
  const body = encode(value, type);
  return Buffer.concat([int32(body.length), body]);
};

/** One row of a binary COPY. */
export const copyRow = (row: readonly unknown[], types: readonly BulkType[]): Buffer =>
  Buffer.concat([int16(types.length), ...types.map((t, i) => copyField(row[i], t))]);
