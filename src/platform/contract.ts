import { z } from 'zod';
import type { Text } from '#standards/text.ts';
import type { ProblemFactory } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * An endpoint as plain data. The same object registers the route, types the page's call, drives the test and prints OpenAPI 3.1.
 * `input` is one object: path parameters, and the query (GET, DELETE) or the JSON body (others).
 */
export interface Endpoint<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  /** `capability.verbNoun`; also the audit action of a write and OpenAPI's operationId. */
  readonly id: string;
  readonly method: Method;
  /** Below `/api`, with `:name` parameters. */
  readonly path: string;
  /** `public`: anyone. `signedIn`: any account. Otherwise the name of a declared permission. */
  readonly can: string;
  readonly summary: Text;
  readonly input: I;
  readonly output: O;
  /** What it may raise beside the platform's own problems. */
  readonly problems: readonly ProblemFactory[];
  /** True: the person must have entered their password (or code) in the last minutes. */
  readonly stepUp: boolean;
  /** True: a read that is itself on record (someone looked at a person, an export). Runs in a writing transaction. */
  readonly audited: boolean;
  /** Bytes of body it takes. */
  readonly bodyLimit: number;
  /** True: the body is one file, sent as it is; its name and the rest stand in the query. */
  readonly takesFile: boolean;
  /** Fields of the answer that are secrets, told to the first request only: what is kept for a resend has them empty. */
  readonly toldOnce: readonly string[];
  /** True: may be called while looking through someone else's eyes (view-as is read-only otherwise). */
  readonly whileViewingAs: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where "any endpoint" is meant; zod's types are invariant
export type AnyEndpoint = Endpoint<any, any>;
export type Input<E extends AnyEndpoint> = z.input<E['input']>;
export type Parsed<E extends AnyEndpoint> = z.output<E['input']>;
export type Output<E extends AnyEndpoint> = z.output<E['output']>;

type Declared<I extends z.ZodObject, O extends z.ZodType> = Pick<
  Endpoint<I, O>,
  'id' | 'method' | 'path' | 'can' | 'summary' | 'input' | 'output'
> &
  Partial<Pick<Endpoint<I, O>, 'problems' | 'stepUp' | 'audited' | 'bodyLimit' | 'takesFile' | 'toldOnce' | 'whileViewingAs'>>;

export const endpoint = <I extends z.ZodObject, O extends z.ZodType>(declared: Declared<I, O>): Endpoint<I, O> => ({
  problems: [],
  stepUp: false,
  bodyLimit: 256 * 1024,
  takesFile: false,
  toldOnce: [],
  // a read, also one whose question is too private for an address
  whileViewingAs: declared.method === 'GET' || declared.audited === false,
  ...declared,
  audited: declared.audited ?? declared.method !== 'GET',
});

/** A field with its name in both languages, so that a refusal can say which field and why. */
export const named = <T extends z.ZodType>(schema: T, zh: string, en: string): T =>
  schema.meta({ ...schema.meta(), label: { zh, en } }) as T;

/** A rule of ours with its sentence: `rule(schema, isFine, 'workers.tooYoung', '…', '…')`. */
export const rule = <T extends z.ZodType>(schema: T, holds: (value: z.output<T>) => boolean, name: string, zh: string, en: string): T =>
  schema.refine(holds, { params: { rule: name, text: { zh, en } satisfies Text }, error: zh }) as unknown as T;

// Shared field shapes ---------------------------------------------------------------------------------------------------------------

export const Id = z.uuid();
/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;
/** An instant, ISO 8601 in UTC with up to six decimals (the database's microseconds are kept). */
export const Instant = z.string();
/** What no file of ours can hold: XML has no sign for it, and half a pair of surrogates is no character at all. */
const UNWRITABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const UNWRITABLES = new RegExp(UNWRITABLE, 'g');
/** A line a person types: trimmed, no control characters, 1…max characters. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((s) => !/[\u0000-\u001f\u007f]/.test(s) && !UNWRITABLE.test(s), {
      params: { rule: 'controlCharacters', text: { zh: '含有看不见的控制字符，请删去', en: 'Contains invisible control characters' } },
    });
/** Several lines a person types. What cannot be written is left out: nobody has typed it, it was pasted. */
export const prose = (max: number, min = 0) =>
  z
    .string()
    .overwrite((s) => s.replace(UNWRITABLES, ''))
    .trim()
    .min(min)
    .max(max);
export const Code12 = z.string().regex(/^\d{12}$/);
export const TextOut = z.object({ zh: z.string(), en: z.string() });

/** Keyset paging: `cursor` is opaque and comes from the previous page. */
export const paged = { cursor: z.string().max(2000).optional(), size: z.int().min(1).max(200).default(30) };

/** A page of a list. `total` is exact up to 10,000; beyond that it is null and pages say 超过 10,000 with 「精确计数」. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int().nullable(), next: z.string().nullable(), previous: z.string().nullable().optional() });
export const TOTAL_CAP = 10_000;

/** A file as an answer, of endpoints with `output: Download`. A function is asked after the transaction has ended. */
export interface DownloadFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array | AsyncIterable<Uint8Array> | (() => Promise<Uint8Array>);
}
export const Download = z.custom<DownloadFile>();

/** What a page's first paint needs about the service itself. */
export const readAbout = endpoint({
  id: 'platform.readAbout',
  method: 'GET',
  path: '/about',
  can: 'public',
  summary: { zh: '版本与演示状态', en: 'Version and demonstration state' },
  input: z.object({}),
  output: z.object({
    name: z.string(),
    version: z.string(),
    database: z.object({ kind: z.enum(['embedded', 'server']), version: z.string() }),
    /** Business "today". */
    today: Day,
    /** Set where all business days are read from a demonstration day. */
    demonstrationDay: Day.nullable(),
    demonstration: z.boolean(),
    /** Work the whole installation waits for: its data are still being loaded. `total` null = not known. */
    preparing: z.object({ text: TextOut, done: z.number(), total: z.number().nullable() }).nullable(),
  }),
});

export const platformEndpoints: readonly AnyEndpoint[] = [readAbout];
