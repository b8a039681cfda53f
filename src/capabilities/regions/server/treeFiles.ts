import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { notFound } from '#platform/problem.ts';
import { parseTree } from '#standards/divisions/parseTree.ts';
import { detailedProvinces, readDivisionFile } from '#standards/divisions/server/loadDivisions.ts';

/** One file of the tree as it goes to clients: the packed text of standards/divisions, named by what is in it. */
interface TreeFile {
  readonly province: string;
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
  readonly text: string;
}

export interface TreeVersion {
  /** `2023-06-30-1a2b3c4d`: the day the list describes and the beginning of the hash over all files. */
  readonly id: string;
  readonly hash: string;
  readonly source: string;
  readonly validFrom: string;
  readonly note: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const NAMES: Readonly<Record<string, string>> = { national: '全国（到县）', '44': '广东省', '45': '广西壮族自治区', '52': '贵州省' };

let made: { readonly files: readonly TreeFile[]; readonly version: TreeVersion } | undefined;

/** The files and their version: a function of the committed data alone, read once per process. */
export const tree = () => {
  if (made) return made;
  const files = ['national', ...detailedProvinces].map((province): TreeFile => {
    const text = readDivisionFile(`${province}.txt`);
    return { province, name: NAMES[province] ?? province, hash: sha256(text).slice(0, 16), bytes: Buffer.byteLength(text), text };
  });
  const hash = sha256(files.map((f) => `${f.province} ${f.hash}`).join('\n'));
  const { asOf, source } = parseTree(files[0]!.text);
  made = {
    files,
    version: { id: `${asOf}-${hash.slice(0, 8)}`, hash, source, validFrom: asOf, note: '44、45、52 到村，其余到县' },
  };
  return made;
};

export const treeVersionId = (): string => tree().version.id;

export const urlOf = (file: Pick<TreeFile, 'province' | 'hash'>): string => `/api/regions/tree/${file.province}.${file.hash}.txt`;

const squeeze = {
  br: (text: string) =>
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
  gzip: (text: string) => promisify(gzip)(text, { level: 9 }),
} as const;
type Encoding = keyof typeof squeeze;
const squeezed = new Map<string, Promise<Buffer>>();

/**
 * Compressed once, off the main thread, and kept: at most four files in two encodings, half a megabyte. Brotli at 9 takes 65 ms for Guangdong;
 * at 11 it would be 7 % smaller and make the first visitor wait ten times as long.
 */
const compressed = (file: TreeFile, encoding: Encoding): Promise<Buffer> => {
  const key = `${encoding} ${file.hash}`;
  let body = squeezed.get(key);
  if (!body) {
    body = squeeze[encoding](file.text);
    squeezed.set(key, body);
  }
  return body;
};

/** `br;q=0` is a refusal, not an offer. */
const accepted = (header: string | undefined): Encoding | undefined => {
  const offers = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, ...parameters]) => !parameters.some((p) => /^q=0(\.0*)?$/.test(p)))
    .map(([name]) => name);
  return offers.includes('br') ? 'br' : offers.includes('gzip') ? 'gzip' : undefined;
};

/**
 * GET /api/regions/tree/<province>.<hash>.txt, for anyone: public data, the same for everybody. The hash is in the name, so a copy is good for
 * ever; an address of another edition is not found, and the client asks the manifest again. No endpoint: it is a file, not an answer.
 */
export const serveTreeFiles = (app: FastifyInstance): void => {
  app.get<{ Params: { file: string } }>('/api/regions/tree/:file', async (request, reply) => {
    const file = tree().files.find((f) => request.params.file === `${f.province}.${f.hash}.txt`);
    if (!file) throw notFound();
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('etag', `"${file.hash}"`)
      .header('vary', 'accept-encoding')
      .header('x-content-type-options', 'nosniff')
      .type('text/plain; charset=utf-8');
    if (request.headers['if-none-match'] === `"${file.hash}"`) return reply.code(304).send();
    const encoding = accepted(request.headers['accept-encoding']);
    if (!encoding) return reply.send(file.text);
    return reply.header('content-encoding', encoding).send(await compressed(file, encoding));
  });
};
