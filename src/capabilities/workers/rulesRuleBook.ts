// 规则手册: the rules of people and their work as the desk explains them: what is asked, why it matters, what to do, where the rule comes from.
import type { Certainty, DeclaredRule, RuleNames } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import { workerRules } from './rulesChecks.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** The conditions that counties' own checking tools ask, as published; no ministry has issued them as a standard (research domain-cn §1.3). */
const TOOLS = t('各地务工数据核查工具的公开条件', 'Published conditions of counties’ checking tools');
const WORKING_AGE = t('《劳动法》第十五条：禁止招用未满十六周岁的未成年人', 'Labour Law, article 15: nobody below 16 may be employed');

interface Told {
  readonly id: string;
  readonly name: Text;
  readonly why: Text;
  readonly todo: Text;
  readonly severity: DeclaredRule['severity'];
  readonly hosts: boolean;
  readonly source?: Text;
  readonly certainty?: Certainty;
  readonly correctAt?: string;
}

const told: readonly Told[] = [
  {
    id: 'V01',
    name: t('证件号码缺失或重复', 'Number missing or twice'),
    why: t(
      '人是按证件号码认的，号码错了，后面的务工、补贴都记到别人名下',
      'People are told apart by their number; with a wrong one work and subsidies land on somebody else',
    ),
    todo: t('对照身份证改正号码；重复的只留一行', 'Put it right from the identity card; keep one of two rows'),
    severity: 'error',
    hosts: true,
  },
  {
    id: 'V02',
    correctAt: 'contact',
    name: t('不同户同一个电话', 'One telephone, several households'),
    why: t('电话核实和回访打到的不是本人，核实就不算数', 'A call that reaches somebody else verifies nothing'),
    todo: t('改登本人或家人的电话，不要登村干部的', 'Register the person’s own or the family’s telephone'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V03',
    name: t('务工地没有到县', 'Place of work above the county'),
    why: t('分不清县内、省内、省外，人数归不到对的一栏', 'Nobody can tell whether it is in the county, the province or beyond'),
    todo: t('补填到县', 'Give the county'),
    severity: 'error',
    hosts: true,
  },
  {
    id: 'V04',
    name: t('正在务工，信息不全', 'Working, but not told how'),
    why: t('缺单位或收入的务工，没法核实，也不能计入稳岗', 'Work without employer or income cannot be verified nor counted as stable'),
    todo: t('问清后补填；已不务工的填结束时间', 'Ask and fill in; who no longer works gets an end'),
    severity: 'error',
    hosts: true,
  },
  {
    id: 'V05',
    name: t('县外务工却填公益岗或车间', 'Away, yet in a local post'),
    why: t(
      '公益性岗位和帮扶车间都在本县，两项必有一错，补贴会发错',
      'Such posts are in the home county: one of the two is wrong, and so will be the subsidy',
    ),
    todo: t('核对务工地点和就业渠道', 'Check place and channel'),
    severity: 'doubt',
    hosts: true,
  },
  {
    id: 'V06',
    name: t('公益性岗位的年龄、数量、月数', 'Public posts: age, number, months'),
    why: t(
      '公益性岗位是兜底安置，有年龄、人数和期限的要求，审计必查',
      'Public-welfare posts have bounds of age, number and term, and are always audited',
    ),
    todo: t('核对是否本人在岗、岗位类型和月数', 'Check who holds the post, its kind and months'),
    severity: 'error',
    hosts: false,
  },
  {
    id: 'V07',
    name: t('两段务工时间重叠', 'Two spells overlap'),
    why: t(
      '同一个人不能在两地同时在岗，重叠的两段在统计里会算两次',
      'Nobody is in post in two places at once; two spells would be counted twice',
    ),
    todo: t('补填前一段的结束时间；确有两份工的注明兼职或申请豁免', 'End the earlier spell; mark a second job or ask for an exemption'),
    severity: 'doubt',
    hosts: true,
  },
  {
    id: 'V08',
    name: t('离岗没填结束，或在岗久未核实', 'No end, or long unverified'),
    why: t(
      '没有结束时间的务工会一直算在岗；久未核实的到期按未核实计',
      'Work without an end counts for ever; what is not verified in time counts as no',
    ),
    todo: t('电话或走访核实；已离岗的填结束时间', 'Verify by telephone or visit; who has left gets an end'),
    severity: 'doubt',
    hosts: true,
  },
  {
    id: 'V09',
    name: t('收入过高或过低', 'Income too high or too low'),
    why: t('多半是单位填错（元、万元，月、年），会拉偏平均收入', 'Mostly a wrong unit, which bends the average'),
    todo: t('核对金额和单位；属实的申请豁免', 'Check amount and unit; ask for an exemption where it is true'),
    severity: 'doubt',
    hosts: true,
  },
  {
    id: 'V10',
    name: t('未满 16 周岁务工', 'At work before 16'),
    why: t('用工单位招用童工违法；更常见的是时间或号码填错', 'Child labour is unlawful; more often a date or number is wrong'),
    todo: t('核对开始时间和证件号码；属实的立即报告', 'Check start and number; report it at once where it is true'),
    severity: 'error',
    hosts: true,
    source: WORKING_AGE,
    certainty: 'document',
  },
  {
    id: 'V11',
    correctAt: 'condition',
    name: t('弱劳动力或特困却外出', 'Without full ability, yet away'),
    why: t(
      '劳动能力或户类型填错，会影响帮扶政策和指标的分母',
      'Ability or kind of household is wrong, which moves policies and denominators',
    ),
    todo: t('核对劳动技能、户类型和务工地点', 'Check ability, kind of household and place'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V12',
    correctAt: 'condition',
    name: t('在校生、未成年人登记务工或有劳动力', 'At school, yet at work'),
    why: t('在校生不算劳动力，假期工和实习不算就业', 'Students are no labour force; holiday jobs and internships are no employment'),
    todo: t('已毕业的清空在校生状况，其余改劳动技能', 'Clear schooling after graduation, else correct the ability'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V13',
    correctAt: 'condition',
    name: t('劳动技能与年龄、健康不符', 'Ability does not fit age or health'),
    why: t('劳动力人数是许多比率的分母', 'The labour force is the denominator of many rates'),
    todo: t('核对健康状况和劳动技能', 'Check health and labour ability'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V14',
    name: t('务工月数与地点、时间不符', 'Months do not fit place or time'),
    why: t('月数决定稳岗和补贴', 'Months decide stability and subsidies'),
    todo: t('核对务工月数', 'Check the months'),
    severity: 'error',
    hosts: true,
  },
  {
    id: 'V15',
    name: t('计划务工没填服务需求', 'Plans to work, no needs told'),
    why: t('不知道要什么服务，就派不出岗位和班次', 'Without needs there is nothing to offer'),
    todo: t('问清后补填，没有需求的填“无需求”', 'Ask and fill in; “none” where there is none'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V16',
    name: t('有风险半年没有开发式帮扶', 'Half a year at risk without help'),
    why: t('监测对象识别后要及时有就业、产业、金融或公益岗帮扶', 'Watched households are to be helped into work, trade, credit or a post'),
    todo: t('安排帮扶，已安排的补录', 'Arrange help, or record it'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V17',
    name: t('帮扶或补贴没有事实', 'Help or subsidy without the fact'),
    why: t(
      '登记了补贴却没有金额、登记了输出却没有务工，是虚登',
      'A subsidy without amount, labour export without work: a record of nothing',
    ),
    todo: t('补填金额和务工情况，没有的改为“否”', 'Fill in, or make it “no”'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V18',
    name: t('风险与劳动力、时间不符', 'Risk does not fit labour or time'),
    why: t(
      '风险类型填错，帮扶就对不上；上月识别下月消除，多半是走过场',
      'With a wrong risk the help does not fit; found and gone within a month is mostly form',
    ),
    todo: t('核对风险类型和两个时间，附消除依据', 'Check the risk and both dates, add the evidence'),
    severity: 'doubt',
    hosts: false,
  },
  {
    id: 'V19',
    correctAt: 'condition',
    name: t('大专以上或技能劳动力未就业', 'Graduate or skilled, out of work'),
    why: t('这些人最容易匹配岗位，是线索，不是差错', 'They are the easiest to place: a lead, no mistake'),
    todo: t('主动联系，推送岗位', 'Call on them and offer vacancies'),
    severity: 'hint',
    hosts: false,
    source: t('服务线索', 'A lead for services'),
    certainty: 'ours',
  },
  {
    id: 'V20',
    correctAt: 'household',
    name: t('户主、配偶、子女关系不对', 'Relations of the household'),
    why: t('按户统计和按户享受的政策都靠这一项', 'Counts and benefits by household rest on it'),
    todo: t('对照户口簿核对', 'Check against the household register'),
    severity: 'doubt',
    hosts: false,
  },
];

/** One line a number; what several row rules of one number ask stands together. */
export const workerRuleBook: readonly DeclaredRule[] = told.map((r) => {
  const texts = workerRules.filter((w) => w.id === r.id).map((w) => w.text);
  const joined = (language: 'zh' | 'en', mark: string) => texts.map((x) => x[language]).join(mark);
  const text: Text =
    r.id === 'V03'
      ? t('务工地点要填到县（区、市）', 'The place of work is told down to the county')
      : r.id === 'V08'
        ? t(`${joined('zh', '；')}；在岗的 92 天内要核实过一次`, `${joined('en', '; ')}; who is in post is verified within 92 days`)
        : { zh: joined('zh', '；'), en: joined('en', '; ') };
  return { ...r, text, source: r.source ?? TOOLS, certainty: r.certainty ?? 'practice' };
});

/** What a row of people may be told besides the numbered rules. */
export const workerRuleNames: RuleNames = {
  constants: t('像是统一填报', 'looks filled in alike'),
  noNumber: t('没有证件号', 'no identity number'),
  byName: t('按姓名对上的', 'matched by name'),
  conflict: t('与登记的号码或姓名冲突', 'number or name on record differs'),
  crossArea: t('跨区重复', 'on record in another area'),
  dead: t('已登记去世', 'recorded as dead'),
  movedOut: t('户籍地在辖区以外', 'home outside the area'),
  identityKind: t('身份类别没写清', 'kind of identity not told'),
  household: t('入户', 'household'),
  ...Object.fromEntries(told.map(({ id, name }) => [id, name])),
};
