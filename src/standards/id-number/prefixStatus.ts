/** What is known of the first six digits: a code in force, one withdrawn but still on valid cards (撤销), or none that ever was. */
export type PrefixStatus = 'current' | 'revoked' | 'unknown';

/** Answers for a six-digit division code of GB/T 2260. The register injects one that knows the historical codes. */
export type PrefixLookup = (code6: string) => PrefixStatus;

// GB/T 2260 province codes, with 71 台湾 81 香港 82 澳门. 83 is no province: residence permits for people from Taiwan carry 830000
// (《港澳台居民居住证申领发放办法》2018: 香港 810000, 澳门 820000, 台湾 830000).
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/** The default lookup: knows provinces only, so it takes revoked and invented counties alike for current ones. */
export const provincePrefix: PrefixLookup = (code6) => (provinces.has(code6.slice(0, 2)) ? 'current' : 'unknown');

/** Prefixes of 港澳台居民居住证. */
export const residencePermitPrefixes: ReadonlySet<string> = new Set(['810000', '820000', '830000']);
