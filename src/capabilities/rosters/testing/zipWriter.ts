// Writes a zip, also a wrong one: what the libraries that write spreadsheets never would.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  /** Bit 0 of the flags: needs a password. */
  readonly encrypted?: boolean;
  readonly crc?: number;
}

export const writeZip = (parts: readonly ZipPart[]): Buffer => {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const plain = Buffer.from(part.content as Uint8Array);
    const data = part.stored ? plain : deflateRawSync(plain);
    const name = Buffer.from(part.name);
    // from the flags up to the length of the extra field, the same in both headers
    const facts = Buffer.alloc(24);
    facts.writeUInt16LE((part.encrypted ? 1 : 0) | 0x800, 0);
    facts.writeUInt16LE(part.stored ? 0 : 8, 2);
    facts.writeUInt32LE(part.crc ?? crc32(plain), 8);
    facts.writeUInt32LE(data.length, 12);
    facts.writeUInt32LE(plain.length, 16);
    facts.writeUInt16LE(name.length, 20);
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\0', 'latin1'), facts, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0\x14\0', 'latin1'), facts, tail, name);
    pieces.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, central, end]);
};
