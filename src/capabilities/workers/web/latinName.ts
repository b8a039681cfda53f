import type { nameKeys, syllables } from '#standards/pinyin/pinyin.ts';

interface Reader {
  readonly nameKeys: typeof nameKeys;
  readonly syllables: typeof syllables;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('v', 'ü');

/** 莫桂兰 as an English page writes it: Mo Guilan. Empty where there is nothing to add (a name in Latin letters, a character without a reading). */
export const latinName = (name: string, reader: Reader): string => {
  const words = name.split(/[·\s]+/).filter(Boolean);
  if (!words.length || !words.every((w) => /^\p{Script=Han}+$/u.test(w))) return '';
  const read =
    words.length > 1
      ? words.map((w) => capital(reader.syllables(w).join('')))
      : (() => {
          const [surname = ''] = reader.nameKeys(name).surnameReadings;
          const all = reader.syllables(name, 'name');
          const length = surname.split(' ').length;
          return [capital(surname.replaceAll(' ', '')), capital(all.slice(length).join(''))].filter(Boolean);
        })();
  const text = read.join(' ');
  return /^[\p{Script=Latin} ]+$/u.test(text) ? text : '';
};
