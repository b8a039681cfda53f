import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseName } from './normaliseName.ts';
import { foldQuery, foldSyllable, nameKeys, surnameLength, syllables } from './pinyin.ts';
import { compoundSurnames, surnameReadings } from './surnames.ts';

test.each<[string, string[]]>([
  ['单雄信', ['shanxiongxin', 'danxiongxin', 'chanxiongxin']],
  ['覃塘', ['qintang', 'tantang']],
  ['仇英', ['qiuying', 'chouying']],
  ['查良镛', ['zhaliangyong', 'chaliangyong']],
  ['曾国藩', ['zengguofan', 'cengguofan']],
  ['解缙', ['xiejin', 'jiejin']],
  ['区家麟', ['oujialin', 'qujialin']],
  ['朴树', ['piaoshu', 'pushu']],
  ['尉迟恭', ['yuchigong', 'weichigong']],
  ['长孙无忌', ['zhangsunwuji', 'changsunwuji']],
  ['欧阳修', ['ouyangxiu']],
  ['吕布', ['lvbu']],
  ['李女', ['linv']],
])('%s', (name, expected) => expect(nameKeys(name).pinyin).toEqual(expected));

test('initials and surname readings', () => {
  expect(nameKeys('单雄信')).toMatchObject({ surnameReadings: ['shan', 'dan', 'chan'], initials: ['sxx', 'dxx', 'cxx'] });
  expect(nameKeys('尉迟恭')).toMatchObject({ surnameReadings: ['yu chi', 'wei chi'], initials: ['ycg', 'wcg'] });
  expect(nameKeys('韦小宝')).toMatchObject({ surnameReadings: ['wei'], initials: ['wxb'] });
});

test('a compound surname needs a given name behind it', () => {
  expect(surnameLength('欧阳')).toBe(1);
  expect(surnameLength('欧阳修')).toBe(2);
  expect(surnameLength('爱新觉罗玄烨')).toBe(4);
});

test('rare characters: read where a reading is known, kept as themselves where not', () => {
  expect(nameKeys('张𬭚').pinyin).toEqual(['zhangchun']);
  expect(nameKeys('王龘').pinyin).toEqual(['wangda']);
  expect(nameKeys('吴㙟').pinyin).toEqual(['wu㙟']);
  expect(nameKeys('吴㙟').initials).toEqual(['w㙟']);
});

test('names with dots have no surname and lose nothing', () => {
  expect(nameKeys('买买提·艾力')).toMatchObject({ surnameReadings: [], pinyin: ['maimaitiaili'], initials: ['mmtal'] });
  expect(nameKeys('')).toEqual({ surnameReadings: [], pinyin: [], initials: [], fuzzy: [] });
});

test('fuzzy keys meet where southern speech does', () => {
  const meet = (a: string, b: string, options = {}) => nameKeys(a, options).fuzzy.some((key) => nameKeys(b, options).fuzzy.includes(key));
  expect(meet('张胜男', '章盛兰')).toBe(true);
  expect(meet('陈静', '岑金')).toBe(true);
  expect(meet('刘娜', '刘拉')).toBe(true);
  expect(meet('黄英', '王因')).toBe(false);
  expect(meet('胡丽', '符丽')).toBe(false);
  expect(meet('胡丽', '符丽', { hf: true })).toBe(true);
  expect(meet('黄丽', '房丽', { hf: true })).toBe(true);
});

test('folding a syllable twice is folding it once', () => {
  const all = ['zhang', 'chong', 'shuang', 'nv', 'lve', 'ning', 'neng', 'nang', 'huang', 'hu', 'er', 'a', 'en', 'n', 'hui', 'he'];
  for (const s of all) for (const hf of [false, true]) expect(foldSyllable(foldSyllable(s, { hf }), { hf })).toBe(foldSyllable(s, { hf }));
});

test('a typed query folds to the stored key, with or without spaces', () => {
  expect(foldQuery('zhang sheng nan')).toEqual(['zansenlan']);
  for (const name of ['张胜男', '陈静', '黄英', '吕布', '李娜', '覃塘', '欧阳修', '林志玲', '单安安', '方安', '范干', '尔安']) {
    const keys = nameKeys(name);
    expect(keys.fuzzy).toContain(foldQuery(syllables(name, 'name').join(' '))[0]);
    expect(foldQuery(keys.pinyin[0]!).some((key) => keys.fuzzy.includes(key))).toBe(true);
  }
});

test('every beginning of a typed name still finds it', () => {
  for (const name of ['张胜男', '陈静', '单安安', '欧阳修', '黄英']) {
    const { pinyin, fuzzy } = nameKeys(name);
    for (let end = 1; end <= pinyin[0]!.length; end++) {
      const prefixes = foldQuery(pinyin[0]!.slice(0, end));
      expect(prefixes.some((prefix) => fuzzy.some((key) => key.startsWith(prefix)))).toBe(true);
    }
  }
});

test('names in Latin letters: one initial a word, found by what is typed', () => {
  const keys = nameKeys('John A. Johnson');
  expect(keys).toMatchObject({ surnameReadings: [], pinyin: ['johnajohnson'], initials: ['jaj'] });
  expect(foldQuery('john a johnson').some((key) => keys.fuzzy.includes(key))).toBe(true);
});

test('a long line of letters stays cheap', () => {
  expect(foldQuery('an'.repeat(200)).length).toBeLessThanOrEqual(32);
});

test('every tabled surname is found by each of its readings', () => {
  for (const [surname, readings] of Object.entries({ ...surnameReadings, ...compoundSurnames })) {
    const keys = nameKeys(`${surname}一`);
    expect(keys.surnameReadings).toEqual(readings);
    for (const reading of readings) expect(keys.pinyin).toContain(`${reading.replaceAll(' ', '')}yi`);
  }
});

test('names: what is mended', () => {
  const name = (raw: string) => {
    const result = normaliseName(raw);
    return result.ok ? result.name : result.rule;
  };
  for (const raw of ['买买提·艾力', '买买提・艾力', '买买提•艾力', '买买提‧艾力', '买买提．艾力', '买买提.艾力', ' 买买提 · 艾力 '])
    expect(name(raw)).toBe('买买提·艾力');
  expect(normaliseName('韦　小　宝')).toEqual({ ok: true, name: '韦小宝', repairs: ['fullWidth', 'space'], doubt: null });
  expect(name("'韦小宝")).toBe('韦小宝');
  expect(name('John  A. Smith')).toBe('John A. Smith');
  expect(name('Ｊｏｈｎ Smith')).toBe('John Smith');
  expect(name('韦\u200b小宝')).toBe('韦小宝');
});

test('names: what is refused, and the sentence', () => {
  const fail = (raw: string) => {
    const result = normaliseName(raw);
    return result.ok ? 'ok' : `${result.rule}: ${result.message.zh}`;
  };
  expect(fail('')).toContain('empty');
  expect(fail('韦')).toBe('tooShort: 姓名只有 1 个字，请补全');
  expect(fail('长'.repeat(51))).toContain('有 51 个字');
  expect(fail('韦小宝2')).toContain('digits');
  expect(fail('无')).toContain('placeholder');
  expect(fail('张?明')).toContain('damaged');
  expect(fail('张\ue123明')).toContain('damaged');
});

test('rare characters of any plane are never refused', () => {
  for (const name of ['王𬭚', '吴㙟', '张龘', '李𮧵', '〇某', '赵㼆']) expect(normaliseName(name)).toMatchObject({ ok: true, name });
  const han = fc.integer({ min: 0x20000, max: 0x2a6df }).map((c) => String.fromCodePoint(c));
  fc.assert(
    fc.property(han, han, (a, b) => {
      expect(normaliseName(a + b)).toMatchObject({ ok: true, name: a + b, repairs: [], doubt: null });
      expect(nameKeys(a + b).pinyin.length).toBeGreaterThan(0);
    }),
    { numRuns: 50 },
  );
});

test('normalising twice is normalising once', () => {
  const part = fc.constantFrom('韦', '小', '宝', '·', '•', '．', ' ', '　', '𬭚', "'", '"', 'A', 'b', '.', '\u200b');
  fc.assert(
    fc.property(fc.string({ unit: part, maxLength: 12 }), (raw) => {
      const once = normaliseName(raw);
      if (once.ok) expect(normaliseName(once.name)).toEqual({ ...once, repairs: [] });
    }),
  );
});

test('syllables: v for ü, nothing dropped', () => {
  expect(syllables('绿色旅游')).toEqual(['lv', 'se', 'lv', 'you']);
  expect(syllables('单雄信', 'name')[0]).toBe('shan');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('韦', '宝', '㙟', '𬭚', '龘'), maxLength: 8 }), (text) => {
      expect(syllables(text)).toHaveLength([...text].length);
    }),
  );
});
