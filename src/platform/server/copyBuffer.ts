import { type BulkType, COPY_HEADER, COPY_TRAILER, copyField } from './copyBinary.ts';

/**
 * Rows of a binary COPY written into one growing buffer: what a loader of millions of rows uses instead of a Buffer per field. Same bytes as `copyRow`, with
 * one more way to say an instant: milliseconds since 1970 as a number.
 */
export class CopyBuffer {
  private bytes: Buffer;
  private view: DataView;
  private at: number;
  private readonly writers: readonly ((value: unknown) => void)[];
  private readonly types: readonly BulkType[];
  rows = 0;

  constructor(types: readonly BulkType[], size = 1 << 16) {
    this.types = types;
    // a buffer of its own memory, so that it can be handed to another thread
    this.bytes = Buffer.from(new ArrayBuffer(size));
    this.view = new DataView(this.bytes.buffer);
    this.at = COPY_HEADER.copy(this.bytes);
    this.writers = types.map((type) => this.writerOf(type));
  }

  add(row: readonly unknown[]): void {
    this.need(2);
    this.view.setInt16(this.at, this.types.length);
    this.at += 2;
    for (let i = 0; i < this.writers.length; i++) {
      const value = row[i];
      if (value === null || value === undefined) {
        this.need(4);
        this.view.setInt32(this.at, -1);
        this.at += 4;
      } else this.writers[i]!(value);
    }
    this.rows++;
  }

  /** The whole stream, header to trailer. The buffer is not used again. */
  finish(): Buffer {
    this.need(2);
    this.at += COPY_TRAILER.copy(this.bytes, this.at);
    return this.bytes.subarray(0, this.at);
  }

  private need(n: number): void {
    if (this.at + n <= this.bytes.length) return;
    const grown = Buffer.from(new ArrayBuffer(Math.max(this.bytes.length * 2, this.at + n)));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  private writerOf(type: BulkType): (value: unknown) => void {
    switch (type) {
      case 'uuid':
        return (value) => this.uuid(value as string);
      case 'text':
        return (value) => this.text(value as string);
      case 'date':
        return (value) => this.day(value as string);
      case 'timestamptz':
        return (value) => (typeof value === 'number' ? this.instant(value) : this.other(value, type));
      case 'bool':
        return (value) => {
          this.need(5);
          this.view.setInt32(this.at, 1);
          this.bytes[this.at + 4] = value ? 1 : 0;
          this.at += 5;
        };
      case 'int2':
        return (value) => {
          this.need(6);
          this.view.setInt32(this.at, 2);
          this.view.setInt16(this.at + 4, value as number);
          this.at += 6;
        };
      case 'bytea':
        return (value) => {
          const b = value as Uint8Array;
          this.need(4 + b.length);
          this.view.setInt32(this.at, b.length);
          this.bytes.set(b, this.at + 4);
          this.at += 4 + b.length;
        };
      default:
        return (value) => this.other(value, type);
    }
  }

  /** Rare or not worth a loop of its own. Fields of few values (lists of codes) are kept as they were encoded. */
  private other(value: unknown, type: BulkType): void {
    const key = value === 'infinity' ? type : Array.isArray(value) ? keyOf(value, type) : undefined;
    let field = key === undefined ? undefined : FIELDS.get(key);
    if (!field) {
      field = copyField(value, type);
      if (key !== undefined && FIELDS.size < 20_000) FIELDS.set(key, field);
    }
    this.need(field.length);
    field.copy(this.bytes, this.at);
    this.at += field.length;
  }

  private uuid(text: string): void {
    this.need(20);
    this.view.setInt32(this.at, 16);
    let at = this.at + 4;
    for (let i = 0; i < 36; ) {
      if (i === 8 || i === 13 || i === 18 || i === 23) i++;
      this.bytes[at++] = (HEX[text.charCodeAt(i)]! << 4) | HEX[text.charCodeAt(i + 1)]!;
      i += 2;
    }
    this.at += 20;
  }

  private text(value: string): void {
    const n = value.length;
    this.need(4 + n * 3);
    let at = this.at + 4;
    let i = 0;
    for (; i < n; i++) {
      const c = value.charCodeAt(i);
      if (c > 127 || c === 0) break;
      this.bytes[at++] = c;
    }
    if (i < n) {
      if (value.includes('\0')) throw new RangeError('text must not contain a null character');
      at = this.at + 4 + this.bytes.write(value, this.at + 4, 'utf8');
    }
    this.view.setInt32(this.at, at - this.at - 4);
    this.at = at;
  }

  private day(value: string): void {
    let days = DAYS.get(value);
    if (days === undefined) {
      days = copyField(value, 'date').readInt32BE(4);
      DAYS.set(value, days);
    }
    this.need(8);
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, days);
    this.at += 8;
  }

  private instant(ms: number): void {
    const micros = (ms - EPOCH_MS) * 1000;
    this.need(12);
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, Math.floor(micros / 4_294_967_296));
    this.view.setUint32(this.at + 8, micros - Math.floor(micros / 4_294_967_296) * 4_294_967_296);
    this.at += 12;
  }
}

/** Short lists of texts, told apart also where a text is empty or holds a comma. */
const keyOf = (values: readonly unknown[], type: string): string | undefined =>
  values.length < 5 && values.every((v) => typeof v === 'string' && v.length < 40)
    ? `${type} ${values.length} ${values.join('\0')}`
    : undefined;

const EPOCH_MS = Date.UTC(2000, 0, 1);
/** Days are few: the tens of thousands somebody may have been born on. */
const DAYS = new Map<string, number>();
const FIELDS = new Map<string, Buffer>();
const HEX = new Uint8Array(128);
for (let i = 0; i < 16; i++) {
  HEX[i.toString(16).charCodeAt(0)] = i;
  HEX[i.toString(16).toUpperCase().charCodeAt(0)] = i;
}
