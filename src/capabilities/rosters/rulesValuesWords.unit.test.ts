import { expect, test } from 'vitest';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { organisationCheckCharacter, usccCheckCharacter } from '#standards/uscc/usccMath.ts';
import { WITHOUT_COUNTIES } from './rulesValuePlace.ts';
import { readValue } from './rulesValues.ts';
import { check, context, full, n, types } from './testing/valueCases.ts';

test('text', () => {
  check(types.text, [
    ['演示一号电子厂', '演示一号电子厂', ''],
    [' 演示一号电子厂 ', '演示一号电子厂', 'blanks'],
    ['演示\u0007厂', '演示厂', 'blanks'],
    ['演示\n厂', '演示 厂', 'blanks'],
    ['="001"', '001', 'formula'],
    ["'001", '001', 'apostrophe'],
    ['ＡＢ厂', 'ＡＢ厂', ''],
    ['演\ufffd厂', '演\ufffd厂', 'hint unread'],
    [n(520001), '520001', ''],
    [n(5.2e17, { raw: '5.2E+17' }), null, 'doubt unread'],
    ['5.20000E+17', null, 'doubt unread'],
    ['长'.repeat(51), null, 'doubt tooLong'],
    ['0', '0', ''],
    ['同上', null, 'doubt unread'],
  ]);
});

test('names', () => {
  check(types.name, [
    ['韦军', '韦军', ''],
    ['王 芳', '王芳', 'blanks'],
    ['韦  军', '韦军', 'blanks'],
    ['王　芳', '王芳', 'fullWidth blanks'],
    ['陆\n秀英', '陆秀英', 'blanks'],
    ['欧阳 娜娜', '欧阳娜娜', 'blanks'],
    ['阿依·洛古', '阿依·洛古', ''],
    ['吉木•阿牛', '吉木·阿牛', 'separator'],
    ['吉木．阿牛', '吉木·阿牛', 'fullWidth separator'],
    ['莫𬭚', '莫𬭚', ''],
    ['罗㙟龙', '罗㙟龙', ''],
    ['John Smith', 'John Smith', ''],
    ['Alex', 'Alex', ''],
    ["'王芳", '王芳', 'apostrophe'],
    ['买买提依明阿卜杜热合曼古丽巴哈尔江努尔买', '买买提依明阿卜杜热合曼古丽巴哈尔江努尔买', ''],
    ['买买提依明阿卜杜热合曼古丽巴哈尔江努尔买买', '买买提依明阿卜杜热合曼古丽巴哈尔江努尔买买', 'doubt name'],
    ['韦', '韦', 'hint name'],
    ['A', null, 'doubt name'],
    ['王芳2', null, 'doubt name'],
    [n(3), null, 'doubt name'],
    ['王芳（户主）', null, 'doubt name'],
    ['王芳(户主', null, 'doubt name'],
    ['王先生', null, 'doubt name'],
    ['张某某', null, 'doubt name'],
    ['待定', null, 'doubt name'],
    ['合计', null, 'doubt name'],
    ['张三和李四', null, 'doubt name'],
    ['张*', null, 'doubt name'],
    ['张XX', null, 'doubt name'],
    ['王芳、李明', null, 'doubt name'],
    ['王芳 李明', null, 'doubt name'],
    ['买买提 依明', null, 'doubt name'],
    ['王□', null, 'doubt name'],
    ['同上', null, 'doubt name'],
    ['字'.repeat(51), null, 'doubt name'],
  ]);
});

test('places', () => {
  check(types.county, [
    ['广东省广州市白云区', '440111', ''],
    ['广东广州白云', '440111', 'place'],
    ['广东省 惠州市 惠阳区', '441303', 'blanks'],
    ['广东省佛山市顺德区大良街道演示路8号', '440606', 'place'],
    ['平塘县', '522727', 'place'],
    ['广东东莞', '441900', 'place'],
    ['中山市', '442000', 'place'],
    ['东莞市长安镇', '441900', 'place'],
    ['黔西县', '520581', 'place'],
    ['440306', '440306', 'code'],
    [n(440306), '440306', 'code'],
    ['440306000000', '440306', 'code'],
    ['440606005000', '440606', 'code'],
    ['香港', '810000', 'place'],
    ["'广东省广州市白云区", '440111', 'apostrophe'],
    ['="440306"', '440306', 'formula code'],
    ['宝安区', '440306', 'place'],
    ['广东省深圳市宝安区等地', null, 'doubt V03'],
    ['广州市白云区/深圳市宝安区', null, 'doubt V03'],
    ['522727罗甸县', null, 'doubt V03'],
    ['白云区', null, 'doubt V03'],
    ['平塘', null, 'doubt V03'],
    ['遵义县', null, 'doubt V03'],
    ['大理', null, 'doubt V03'],
    ['太原', null, 'error V03'],
    ['广东省', null, 'error V03'],
    ['省外', null, 'error V03'],
    ['县内', null, 'error V03'],
    ['440300', null, 'error V03'],
    ['449999', null, 'error V03'],
    ['5201', null, 'error V03'],
    ['某某电子厂', null, 'error V03'],
    ['其他', null, 'error V03'],
    ['0', null, 'blank'],
  ]);
  check(types.prefecture, [
    ['太原', '140100', 'place'],
    ['广东省', null, 'error V03'],
  ]);
  check(types.province, [
    ['广东', '440000', 'place'],
    ['省外', null, 'error V03'],
  ]);
  check(
    types.county,
    [
      ['平塘', '522727', 'place'],
      ['克度镇', '522727', 'place'],
      ['白云区', null, 'doubt V03'],
      ['广州市白云区', '440111', 'place'],
    ],
    { ...context, near: '522727' },
  );
  const doubt = readValue(types.county, '白云区', context).findings[0]!;
  expect(doubt.advice?.zh).toBe('请写全称；可能是：广东省广州市白云区、贵州省贵阳市白云区');
  expect(readValue(types.county, '东莞市长安镇', context).whole).toBe('441900119000');
});

test('places nobody can name more exactly are those of the tree that have no counties', () => {
  const divisions = loadDivisions();
  const none = divisions.all.filter(({ code, level, placeholder }) => {
    const below = divisions.children(code);
    return (
      !placeholder &&
      (level === 'prefecture' || level === 'province') &&
      !below.some((each) => each.level === 'county' || each.level === 'prefecture')
    );
  });
  expect(none.map(({ code }) => code.slice(0, 6)).sort()).toEqual([...WITHOUT_COUNTIES].sort());
});

test('words of a list', () => {
  check(types.channel, [
    ['政府组织', 'government', ''],
    ['自主/亲友', 'own', ''],
    ['劳务公司', 'agency', ''],
    [' 政府 组织', 'government', 'blanks word'],
    ['④企业招聘', 'employer', 'code'],
    ['(9)其他', 'other', 'code'],
    ['（9）其他', 'other', 'code'],
    ['5.企业招聘', 'employer', 'code'],
    ['5、企业招聘', 'employer', 'code'],
    ['政府组织。', 'government', 'word'],
    ['政府组织、政府组织', 'government', 'separator'],
    ['⑤', null, 'doubt unread'],
    ['(9)', null, 'doubt unread'],
    [n(5), null, 'doubt unread'],
    ['政府组织、企业招聘', null, 'doubt unread'],
    ['政府组织、老乡带', null, 'doubt unread'],
    ['老乡带', null, 'doubt unread'],
  ]);
  check(types.manner, [
    ['自发', '2', ''],
    ['2', '2', 'code'],
    [n(2), '2', 'code'],
    ['②', '2', 'code'],
    ['(5)', '5', 'code'],
    ['05', '5', 'code'],
    ['5.', '5', 'code'],
    ['2.自发', '2', 'code'],
    ['3.自发', null, 'doubt unread'],
    ['4', null, 'doubt unread'],
  ]);
  check(types.intentions, [
    ['粤菜师傅', ['粤菜师傅'], ''],
    ['粤菜师傅、广东技工', ['粤菜师傅', '广东技工'], ''],
    ['粤菜师傅，广东技工,南粤家政', ['粤菜师傅', '广东技工', '南粤家政'], 'separator'],
    ['粤菜师傅;广东技工；南粤家政', ['粤菜师傅', '广东技工', '南粤家政'], 'separator'],
    ['粤菜师傅|广东技工', ['粤菜师傅', '广东技工'], 'separator'],
    ['粤菜师傅/南粤家政', ['粤菜师傅', '南粤家政'], 'separator'],
    ['粤菜师傅\n南粤家政', ['粤菜师傅', '南粤家政'], 'separator'],
    ['①粤菜师傅②广东技工', ['粤菜师傅', '广东技工'], 'code'],
    ['（1）粤菜师傅（2）广东技工', ['粤菜师傅', '广东技工'], 'code'],
    ['1、粤菜师傅；2、广东技工', ['粤菜师傅', '广东技工'], 'code separator'],
    ['粤菜师傅、', ['粤菜师傅'], 'separator'],
    ['粤菜师傅、粤菜师傅', ['粤菜师傅'], 'separator'],
    ['粤菜师傅、开挖机', ['粤菜师傅'], 'doubt unread'],
    ['开挖机', null, 'doubt unread'],
  ]);
  check(types.manners, [
    ['1、2', ['1', '2'], 'code'],
    ['2/7', ['2', '7'], 'code separator'],
    ['1、9', ['1'], 'code doubt unread'],
  ]);
});

test('credit codes', () => {
  const body = '91000000MA0000001';
  const organisation = body.slice(8, 16) + organisationCheckCharacter(body.slice(8, 16));
  const seventeen = body.slice(0, 8) + organisation;
  const code = seventeen + usccCheckCharacter(seventeen);
  check(types.uscc, [
    [code, code, ''],
    [code.toLowerCase(), code, 'lowerX'],
    [full(code), code, 'fullWidth'],
    [` ${code} `, code, 'blanks'],
    [`'${code}`, code, 'apostrophe'],
    [`${code.slice(0, 8)}-${code.slice(8)}`, code, 'separator'],
    [seventeen + (code[17] === '1' ? '2' : '1'), null, 'error uscc'],
    [code.slice(0, 15), null, 'error uscc'],
    [n(9.1e17, { raw: '9.1E+17' }), null, 'error uscc'],
    ['9.1E+17', null, 'error uscc'],
    ['123456789012345', null, 'error uscc'],
    [organisation, null, 'error uscc'],
  ]);
});
