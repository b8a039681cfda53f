// People that tests of these pages use. All fictional; numbers from the reserved pattern, masked.
import type { Likeness, WorkerRow } from '../../contractShapes.ts';

export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const row = (n: number, more: Partial<WorkerRow> = {}): WorkerRow => ({
  workerId: id(n),
  personId: id(n),
  records: 1,
  name: ['莫桂兰', '石阿朵', '陆安平', '韦小满'][n % 4]!,
  sex: n % 2 ? '1' : '2',
  age: 30 + n,
  numberMasked: `522700********302${n % 10}`,
  home: { code: '522727102201', village: '先锋村', town: '克度镇', county: '平塘县', known: true },
  identities: { poverty: 'general', monitored: '', riskOpen: false, lowIncome: '', relocated: false },
  education: 'juniorHigh',
  ability: 'ordinary',
  willing: 'yes',
  working: 'unknown',
  certificates: 0,
  inClass: false,
  diedOn: null,
  changed: '2022-10-01T02:00:00Z',
  ...more,
});
/** What an employer gets: name, telephone, nothing else. */
export const bareRow = (n: number): WorkerRow => ({
  workerId: id(n),
  personId: id(n),
  records: 1,
  name: '莫桂兰',
  sex: '2',
  age: null,
  phoneMasked: '138****0014',
  diedOn: null,
  changed: '2022-10-01',
});

export const likeness = (n: number, score: number): Likeness => ({
  workerId: id(n),
  name: '卢巧儿',
  numberMasked: '522700********0026',
  homeCode: '522727104208',
  homeName: '贵州省黔南布依族苗族自治州平塘县克度镇先锋村',
  age: 26,
  registered: '2021-03-02',
  score,
  reasons: [{ zh: '同名、同村、同生日', en: 'same name, village and birthday' }],
  guards: [{ zh: '可能是双胞胎', en: 'may be twins' }],
});

/** Chinese left over in an English page; names in Chinese characters are marked as such and are meant, as is who printed it. */
export const chineseLeft = (): string[] => {
  const page = document.body.cloneNode(true) as HTMLElement;
  for (const said of page.querySelectorAll('[lang=zh], .raw, .paper-foot, style, script')) said.remove();
  const found = [page.textContent ?? ''];
  for (const e of page.querySelectorAll('[aria-label], [placeholder], [title]'))
    found.push(e.getAttribute('aria-label') ?? '', e.getAttribute('placeholder') ?? '', e.getAttribute('title') ?? '');
  return found.filter((s) => /\p{Script=Han}/u.test(s));
};
