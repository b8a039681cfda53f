import type { z } from 'zod';
import type { Text } from '#standards/text.ts';
import type { FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;

const UNIT: Record<string, [string, string]> = { string: ['个字', 'characters'], array: ['项', 'items'], set: ['项', 'items'] };

const FORMAT: Record<string, [string, string]> = {
  uuid: ['编号的样子不对', 'is not a valid identifier'],
  date: ['不是一个日期，请写成 2026-10-31 的样子', 'is not a date; write it as 2026-10-31'],
  datetime: ['不是一个时刻', 'is not an instant'],
  email: ['不是一个邮箱地址', 'is not an e-mail address'],
  regex: ['写法不对', 'is not written as expected'],
};

/** The sentence of one refused field: which rule failed, with the limit. Never the value itself: it may be personal data. */
const sentence = (issue: Issue): { rule: string; text: Text } => {
  const t = (rule: string, zh: string, en: string) => ({ rule, text: { zh, en } });
  switch (issue.code) {
    case 'custom': {
      const params = (issue as { params?: { rule?: string; text?: Text } }).params;
      return params?.text ? { rule: params.rule ?? 'rule', text: params.text } : t('rule', issue.message, issue.message);
    }
    case 'invalid_type':
      // zod does not hand the value over (it may be personal); its own message tells what came
      return /received (undefined|null)/.test(issue.message)
        ? t('required', '没有填', 'is required')
        : t('type', '类型不对', 'has the wrong type');
    case 'too_small': {
      const [zh, en] = UNIT[issue.origin] ?? ['', ''];
      if (issue.origin === 'string' && issue.minimum === 1) return t('required', '没有填', 'is required');
      return zh
        ? t('tooShort', `太短，至少 ${issue.minimum} ${zh}`, `is too short: at least ${issue.minimum} ${en}`)
        : t('tooSmall', `太小，最小是 ${issue.minimum}`, `is too small: the minimum is ${issue.minimum}`);
    }
    case 'too_big': {
      const [zh, en] = UNIT[issue.origin] ?? ['', ''];
      return zh
        ? t('tooLong', `太长，最多 ${issue.maximum} ${zh}`, `is too long: at most ${issue.maximum} ${en}`)
        : t('tooBig', `太大，最大是 ${issue.maximum}`, `is too big: the maximum is ${issue.maximum}`);
    }
    case 'invalid_format': {
      const [zh, en] = FORMAT[issue.format] ?? FORMAT.regex!;
      return t(issue.format, zh, en);
    }
    case 'invalid_value':
      return t('notAllowed', `只能是：${issue.values.join('、')}`, `must be one of: ${issue.values.join(', ')}`);
    case 'unrecognized_keys':
      return t('unknownField', `没有这个字段：${issue.keys.join('、')}`, `unknown field: ${issue.keys.join(', ')}`);
    default:
      return t('invalid', '写法不对', 'is not written as expected');
  }
};

/** All refused fields of an input, in the order of the form. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), ...sentence(issue) }));

/** Rules that speak about how something is written. */
const WRITTEN = new Set([...Object.keys(FORMAT), 'invalid', 'notAllowed', 'tooShort', 'type']);

/**
 * The same for a form, which still holds what was typed: a field left empty is told it is empty, not that nothing is no date,
 * and somebody choosing from a list is never shown the codes behind it.
 */
export const formErrors = (error: z.ZodError, values: unknown): FieldError[] =>
  fieldErrors(error).map((e) => {
    if (!WRITTEN.has(e.rule)) return e;
    const value = e.path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], values);
    if (Array.isArray(value) && value.length === 0)
      return { path: e.path, rule: 'required', text: { zh: '还没有选，至少选 1 项', en: 'nothing is chosen; choose at least 1' } };
    if (value !== undefined && value !== null && value !== '') return e;
    return e.rule === 'notAllowed'
      ? { path: e.path, rule: 'required', text: { zh: '还没有选', en: 'nothing is chosen' } }
      : { path: e.path, rule: 'required', text: { zh: '没有填', en: 'is required' } };
  });

const unwrap = (schema: z.ZodType): z.ZodType => {
  let s = schema as unknown as { def: { type: string; innerType?: z.ZodType; in?: z.ZodType } };
  while (['optional', 'nullable', 'default', 'prefault', 'catch', 'readonly', 'pipe'].includes(s.def.type))
    s = (s.def.innerType ?? s.def.in) as unknown as typeof s;
  return s as unknown as z.ZodType;
};

/** Query strings are text; turns them into what the schema expects (numbers, booleans, lists), leaving what does not fit for the schema to refuse. */
export const fromQuery = (schema: z.ZodObject, query: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const [name, raw] of Object.entries(query)) {
    if (name === '__proto__') continue;
    // own fields only: `?constructor=1` is no field
    const field = (Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined) as z.ZodType | undefined;
    const kind = field && unwrap(field);
    const type = (kind as unknown as { def: { type: string } } | undefined)?.def.type;
    const one = (value: unknown, t: string | undefined): unknown => {
      if (typeof value !== 'string') return value;
      if (t === 'number') return value.trim() === '' ? value : Number(value);
      if (t === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
      return value;
    };
    if (type === 'array') {
      const element = (unwrap((kind as unknown as { def: { element: z.ZodType } }).def.element) as unknown as { def: { type: string } }).def
        .type;
      out[name] = (Array.isArray(raw) ? raw : [raw]).map((v) => one(v, element));
    } else out[name] = one(Array.isArray(raw) ? raw[raw.length - 1] : raw, type);
  }
  return out;
};
