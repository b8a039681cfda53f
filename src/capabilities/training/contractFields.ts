// Fields of several forms. Part of contract.ts.
import { z } from 'zod';
import { named, rule } from '#platform/contract.ts';

export const AreaCode = rule(
  z.string().trim(),
  (code) => /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code),
  'training.areaCode',
  '区划代码是 2、4、6、9 或 12 位数字',
  'A division code has 2, 4, 6, 9 or 12 digits',
);
export const Chosen = rule(
  z.string().trim(),
  (code) => /^\d{12}$/.test(code),
  'training.chooseDivision',
  '还没有选。写名称、拼音或代码，再从列出的里面选一个',
  'Nothing is chosen yet: type a name, pinyin or code and choose one of the list',
);
/** A reason that is always asked. */
export const reason = named(
  rule(
    z.string().trim().max(200),
    (s) => s.length >= 4,
    'training.reason',
    '要写明原因（至少 4 个字）',
    'The reason is needed (at least 4 characters)',
  ),
  '原因',
  'Reason',
);
export const reasonIfAny = named(z.string().trim().max(200).default(''), '原因', 'Reason');
export const words = (max: number) => z.string().trim().max(max).default('');
