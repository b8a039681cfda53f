import { expect, test } from 'vitest';
import { daysOfNewText, takesOver, textOn } from './rulesTexts.ts';

test('a text takes over on its day, or with the later signature', () => {
  const text = { fromDay: '2023-01-01', originSigned: '2022-12-20', hostSigned: '2022-12-21' };
  expect(takesOver(text)).toBe('2023-01-01');
  expect(takesOver({ ...text, hostSigned: '2023-02-03' })).toBe('2023-02-03');
});

test('the text on a day: the last that has taken over, of one day the newer', () => {
  const texts = [
    { number: 2, takesOver: '2023-01-01' },
    { number: 3, takesOver: '2023-06-01' },
    { number: 4, takesOver: '2023-06-01' },
  ];
  expect(textOn(texts, '2022-12-31')).toBeUndefined();
  expect(textOn(texts, '2023-01-01')?.number).toBe(2);
  expect(textOn(texts, '2023-05-31')?.number).toBe(2);
  expect(textOn(texts, '2024-01-01')?.number).toBe(4);
});

test('from which days a new text may hold', () => {
  const first = { validFrom: '2022-01-01', validTo: '2023-12-31', takesOver: null };
  const within = (validFrom: string, validTo: string, signed: Parameters<typeof daysOfNewText>[1] = first) =>
    daysOfNewText({ validFrom, validTo }, signed);
  // longer, shorter, an error of the first day
  expect(within('2022-01-01', '2025-12-31')).toEqual({ from: '2022-01-01', to: '2023-12-31' });
  expect(within('2022-01-01', '2023-06-30')).toEqual({ from: '2022-01-01', to: '2023-06-30' });
  expect(within('2021-12-01', '2023-12-31')).toEqual({ from: '2021-12-01', to: '2023-12-31' });
  // another round is another agreement
  expect(within('2024-01-01', '2025-12-31')).toBeUndefined();
  // never before the text it replaces took over
  expect(within('2022-01-01', '2025-12-31', { ...first, takesOver: '2023-03-01' })).toEqual({ from: '2023-03-01', to: '2023-12-31' });
});
