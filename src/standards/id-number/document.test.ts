import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DocumentKind, documentRules, maskDocument, parseDocument } from './document.ts';
import { checkCharacter } from './idNumberMath.ts';

type Kind = Exclude<DocumentKind, 'residentIdCard'>;

test.each<[Kind, string, boolean]>([
  ['hongKongMacaoTravelPermit', 'H12345678', true],
  ['hongKongMacaoTravelPermit', 'm1234567801', true],
  ['hongKongMacaoTravelPermit', 'C12345678', false],
  ['taiwanTravelPermit', '12345678', true],
  ['taiwanTravelPermit', '1234567', false],
  ['foreignPermanentResidentCard', 'USA110012345678', true],
  ['foreignPermanentResidentCard', '11010519491231002X', false],
  ['foreignPassport', 'X1234567', true],
  ['foreignPassport', '12', false],
  ['chinesePassport', 'E12345678', true],
  ['chinesePassport', 'EA1234567', true],
  ['travelPermitToHongKongMacao', 'C12345678', true],
])('%s %s: %s', (kind, number, ok) => expect(parseDocument(kind, number).ok).toBe(ok));

test('the 2023 permanent resident card has a check character, and the sentence names it', () => {
  const body = '91184019900101001';
  const check = checkCharacter(body);
  expect(parseDocument('foreignPermanentResidentCard', body + check)).toMatchObject({ ok: true });
  const wrong = check === '1' ? '2' : '1';
  expect(parseDocument('foreignPermanentResidentCard', body + wrong)).toMatchObject({
    ok: false,
    rule: 'checkCharacter',
    message: { zh: expect.stringContaining(`应为 ${check}`) },
  });
});

test('failures name the form', () => {
  const result = parseDocument('taiwanTravelPermit', '123');
  expect(result.ok ? '' : result.message.zh).toContain('现在 3 位');
  expect(parseDocument('foreignPassport', ' ')).toMatchObject({ ok: false, rule: 'empty' });
});

test('what is accepted is accepted again without repairs, and never shown whole', () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(documentRules) as Kind[])), fc.stringMatching(/^[A-Z]{1,3}\d{7,12}$/), (kind, number) => {
      const result = parseDocument(kind, ` ${number.toLowerCase()}`);
      if (result.ok) expect(parseDocument(kind, result.number)).toMatchObject({ ok: true, number, repairs: [] });
      expect(maskDocument(number)).not.toBe(number);
      expect(maskDocument(number)).toHaveLength(number.length);
    }),
  );
});
