import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskNumbers } from './rulesMasked.ts';

test.each([
  ['522727199001010016', '522727********0016'],
  ['52272719900101001X', '522727********001X'],
  ['522727900101001', '522********1001'],
  ['5227 2719 9001 0100 16', '5227 27** **** **00 16'],
  ["'522727199001010016", "'522727********0016"],
  ['13985551234', '139****1234'],
  ['139-8555-1234', '139-****-1234'],
  ['13985551234.0', '139****1234.0'],
  ['1398555123', '139****123'],
  ['身份证 522727199001010016，电话 13985551234', '身份证 522727********0016，电话 139****1234'],
  ['E12345678', 'E1*****78'],
  ['护照：EA1234567。', '护照：EA1****67。'],
  ['H1234567890', 'H123****890'],
  ['５２２７２７１９９００１０１００１６', '５２２７２７********００１６'],
])('%s', (text, masked) => {
  expect(maskNumbers(text)).toBe(masked);
});
test.each(['2026-10-31', '20221012', '2022.3', '3600', '1,200,000', '2022-03-05 00:00:00', '韦小妹', ''])('left as it is: %s', (text) => {
  expect(maskNumbers(text)).toBe(text);
});

test('no number of a person comes through whole, whatever stands around it; the length stays', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{16}[\dX]$/), fc.stringMatching(/^1[3-9]\d{9}$/), fc.string(), (number, phone, noise) => {
      const text = `${noise}：${number}，${noise}；${phone}`;
      const masked = maskNumbers(text);
      expect(masked).not.toContain(number);
      expect(masked).not.toContain(phone);
      expect([...masked].length).toBe([...text].length);
    }),
  );
});
