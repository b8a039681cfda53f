import type { Text } from '#standards/text.ts';

/** What can go wrong in a way the caller can understand and act on: declared once, thrown by the server, recognised by pages, listed in OpenAPI. */
export interface ProblemType {
  /** `capability.reason`; never reused for another meaning. */
  readonly code: string;
  readonly status: number;
  /** One sentence for people, with `{name}` where a detail goes. Details never carry personal data. */
  readonly text: Text;
}

export type ProblemDetails = Readonly<Record<string, unknown>>;

/** Anything else that is thrown is a fault of ours and becomes a 500 with the request id. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly details: ProblemDetails;
  /** True: the transaction that raised it is kept (a failed sign-in must be counted although it is refused). */
  readonly keep: boolean;
  constructor(type: ProblemType, details: ProblemDetails = {}, keep = false) {
    super(type.code);
    this.type = type;
    this.details = details;
    this.keep = keep;
  }
}

export type ProblemFactory = ((details?: ProblemDetails) => Problem) &
  ProblemType & { readonly kept: (details?: ProblemDetails) => Problem };

/** Declares a problem. `throw taken({ login })` refuses and undoes; `throw wrongPassword.kept()` refuses and keeps what was written. */
export const problem = (code: string, status: number, zh: string, en: string): ProblemFactory => {
  const type: ProblemType = { code, status, text: { zh, en } };
  return Object.assign((details?: ProblemDetails) => new Problem(type, details), type, {
    kept: (details?: ProblemDetails) => new Problem(type, details, true),
  });
};

/** Fills `{name}` places of a sentence; a missing detail leaves an ellipsis, never `undefined`. */
export const fill = (sentence: string, details: ProblemDetails): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    details[name] === undefined || details[name] === null ? '…' : String(details[name]),
  );

/** A detail may itself be said in both languages. */
const inLanguage = (details: ProblemDetails, lang: 'zh' | 'en'): ProblemDetails =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, isText(value) ? value[lang] : value]));
const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && typeof (value as Text).zh === 'string' && typeof (value as Text).en === 'string';
export const fillText = (text: Text, details: ProblemDetails): Text => ({
  zh: fill(text.zh, inLanguage(details, 'zh')),
  en: fill(text.en, inLanguage(details, 'en')),
});

/** One field that was refused, with the sentence that says which rule failed. `path` is dotted: `roles.0.area`. */
export interface FieldError {
  readonly path: string;
  readonly rule: string;
  readonly text: Text;
}

/** The body of every refusal (RFC 9457, `application/problem+json`). */
export interface ProblemBody {
  readonly type: string;
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly text: Text;
  readonly details: ProblemDetails;
  readonly errors?: readonly FieldError[];
  readonly requestId: string;
}

// The platform's own problems; every endpoint may raise them.
export const invalid = problem('platform.invalid', 422, '有 {count} 处填写要改', '{count} field(s) need correcting');
export const badJson = problem(
  'platform.badJson',
  400,
  '送来的内容不是完整的 JSON，可能在路上断了；请再试一次',
  'The request body is not complete JSON; it may have been cut off. Try again',
);
export const badValue = problem(
  'platform.badValue',
  422,
  '有一处数字或日期超出了范围，或者文字里有存不下的字符，请改了再试',
  'A number or date is out of range, or a text holds a character that cannot be stored; correct it and try again',
);
export const badKey = problem(
  'platform.badKey',
  422,
  '提交编号（Idempotency-Key）应为 8 至 80 个字符',
  'The Idempotency-Key must have 8 to 80 characters',
);
export const tooLarge = problem('platform.tooLarge', 413, '送来的内容太大，上限 {limit}', 'The request is too large; the limit is {limit}');
export const wrongType = problem('platform.wrongType', 415, '这里只收 {expected}', 'This address only accepts {expected}');
export const notFound = problem(
  'platform.notFound',
  404,
  '打不开这一页。可能不在您的辖区，也可能没有这条记录',
  'This cannot be opened. It may lie outside your area, or there may be no such record',
);
export const forbidden = problem(
  'platform.forbidden',
  403,
  '您的账号没有办这件事的权限：{permission}',
  'Your account may not do this: {permission}',
);
export const notSignedIn = problem('platform.notSignedIn', 401, '请先登录', 'Please sign in first');
export const crossSite = problem(
  'platform.crossSite',
  403,
  '这个请求不是从稳岗的页面发出的，没有办理',
  'This request did not come from a Wengang page and was not carried out',
);
export const tooMany = problem('platform.tooMany', 429, '请求太密，请在 {seconds} 秒后再试', 'Too many requests; try again in {seconds} s');
export const changed = problem(
  'platform.changed',
  409,
  '您打开之后，{by} 在 {at} 先改过了。您填的都还在，请对照后再存',
  '{by} changed this at {at} after you opened it. What you typed is still here; compare and save again',
);
export const keyReused = problem(
  'platform.keyReused',
  422,
  '同一个提交编号送来了不同的内容，没有办理',
  'The same idempotency key came with different content; nothing was done',
);
export const badCursor = problem(
  'platform.badCursor',
  400,
  '翻页的位置已失效，请回到第一页',
  'The page position is no longer valid; go back to the first page',
);
export const stopping = problem(
  'platform.stopping',
  503,
  '服务正在重启，您填的都还在，请过 10 秒再试',
  'The service is restarting; try again in 10 s',
);
export const busy = problem('platform.busy', 503, '数据库暂时忙不过来，请过几秒再试', 'The database is busy; try again in a few seconds');
export const internal = problem(
  'platform.internal',
  500,
  '没有办成，您填的都还在。这是我们的错，报障时请念请求号 {requestId}',
  'This failed and it is our fault; what you typed is still here. Please quote request {requestId}',
);

export const platformProblems: readonly ProblemFactory[] = [
  invalid,
  badJson,
  badValue,
  badKey,
  tooLarge,
  wrongType,
  notFound,
  forbidden,
  notSignedIn,
  crossSite,
  tooMany,
  changed,
  keyReused,
  badCursor,
  stopping,
  busy,
  internal,
];
