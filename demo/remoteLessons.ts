/**
 * Remote classes 普及性远程教育 of the demonstration with their lessons, invented and saying 示例: evenings since the third of October, so that none is among the
 * classes the article counts. Who studies there and how far they are is `load/writeRemote.ts`.
 */
import { dayOf, dayText, instantOn } from './days.ts';
import { idOf, idWithin } from './ids.ts';
import { drawGiven, drawSurname } from './names.ts';
import { DEMO_ORGANISATIONS } from './organisations.ts';
import { hashText, mix, Random } from './random.ts';
import type { SchoolingOptions } from './schooling.ts';
import type { DemoClass, DemoTeacher } from './trainingShapes.ts';
import { newTimetables } from './trainingTimetable.ts';

type Block = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'video'; readonly url: string; readonly title: string };
export interface DemoUnit {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly questions: readonly {
    readonly id: string;
    readonly text: string;
    readonly options: readonly { readonly id: string; readonly text: string; readonly right: boolean }[];
  }[];
  /** A draft is not published yet. */
  readonly state: 'published' | 'draft';
}
export interface DemoRemote {
  readonly classes: readonly DemoClass[];
  readonly teachers: readonly DemoTeacher[];
  /** Content of the first lessons of every class, one each. */
  readonly units: readonly DemoUnit[];
}

const question = (id: string, text: string, right: readonly string[], wrong: readonly string[]): DemoUnit['questions'][number] => ({
  id,
  text,
  // in an order of its own: what is right does not always come first
  options: [...right.map((t) => ({ text: t, right: true })), ...wrong.map((t) => ({ text: t, right: false }))]
    .sort((a, b) => hashText(id + a.text) - hashText(id + b.text))
    .map((o, i) => ({ id: 'abcdef'[i]!, ...o })),
});
const text = (...paragraphs: readonly string[]): Block => ({ kind: 'text', text: paragraphs.join('\n\n') });
const UNITS: readonly DemoUnit[] = [
  {
    title: '上门服务的礼节（示例）',
    blocks: [
      text(
        '约好几点上门，就提前五分钟到。路上耽误了，先打电话说明。',
        '进门先问好，报自己的姓名和公司，换上自带的鞋套，把随身的包放在门口，不带进里屋。',
        '说话时看着对方，声音不高不低。客户交代的事当面重复一遍，听不清就再问，不要猜。',
        '不打听客户家里的收入和私事，看到听到的也不往外说，更不拍照发到群里。',
      ),
      { kind: 'video', url: 'https://example.org/shili/shangmen-lijie', title: '上门五步（示例视频）' },
    ],
    questions: [
      question('q1', '约好上午九点上门，什么时候到最合适？', ['八点五十五分左右'], ['八点半', '九点一刻']),
      question('q2', '下面哪些做得对？（可以多选）', ['先报姓名和公司', '换上鞋套再进门'], ['把包放在客户的床上']),
    ],
    state: 'published',
  },
  {
    title: '合同和工资（示例）',
    blocks: [
      text(
        '上岗以前要签书面合同。合同写明：在谁家做、做什么、每天几点到几点、每周休哪天、工资多少、哪天发、怎么发。',
        '工资不能拿东西来抵。谁也不能扣押身份证、银行卡，也不能收押金。',
        '每次发工资，把金额和日期记在本子上，转账记录不要删。做了合同以外的活，先说好另算多少钱。',
        '遇到拖欠，先找公司；公司不管，打 12333，也可以找县里的劳务工作站。',
      ),
    ],
    questions: [
      question('q1', '公司要先收 500 元押金才安排工作，怎么办？', ['不交，打 12333 反映'], ['交了再说', '用身份证抵押']),
      question('q2', '合同里应当写明哪些？（可以多选）', ['工资多少、哪天发', '每周休哪天'], ['客户家的收入']),
      question('q3', '做了合同以外的活怎么算？', ['先说好另算多少钱'], ['不能要钱', '月底自己多拿']),
    ],
    state: 'published',
  },
  {
    title: '用电用气安全（示例）',
    blocks: [
      text(
        '湿手不碰插座和电器。电熨斗、电热水壶用完拔下插头。闻到焦味先关总闸，再叫人。',
        '做饭时人不离灶。用完先关灶具，再关阀门。',
        '闻到煤气味：不开灯、不打电话、不点火，先开窗，再关阀门，到屋外打电话。',
        '油锅起火，用锅盖盖住，关火，不能泼水。',
      ),
      { kind: 'video', url: 'https://example.org/shili/yongqi-anquan', title: '厨房起火怎么办（示例视频）' },
    ],
    questions: [
      question('q1', '闻到煤气味，先做什么？', ['开窗，关阀门'], ['开灯看看', '在屋里打电话']),
      question('q2', '油锅起火怎么办？', ['盖上锅盖，关火'], ['泼一盆水', '端到门外']),
    ],
    state: 'published',
  },
  {
    title: '衣物和清洁剂（示例）',
    blocks: [
      text(
        '洗以前先看衣服上的标签，深色和浅色分开，内衣单独洗，羊毛和丝绸不用热水。',
        '漂白水不能和洁厕剂混在一起，会放出有毒的气体。用清洁剂要戴手套、开窗。',
        '抹布分开用：厨房一块，卫生间一块，用完洗净晾干。',
      ),
    ],
    questions: [question('q1', '漂白水和洁厕剂能不能混用？', ['不能，会放出有毒气体'], ['能，洗得更干净'])],
    state: 'published',
  },
  {
    title: '突发情况找谁（示例）',
    blocks: [text('老人摔倒先不要急着扶，问清哪里疼，打 120，再打给家属。', '孩子烫伤，用凉水冲十五分钟，不抹牙膏。')],
    questions: [],
    state: 'draft',
  },
];

const OPENED = '2022-10-03';
/** In each: origin, and a word for the title. */
const CLASSES: readonly (readonly [origin: string, seats: number])[] = [
  ['522727000000', 40],
  ['451000000000', 30],
];

export const remoteOf = (o: SchoolingOptions): DemoRemote => {
  const random = new Random(mix(o.seed, 0x72656d6f), 0);
  const teachers: DemoTeacher[] = [];
  const school = DEMO_ORGANISATIONS.school;
  const { plan } = newTimetables((organisationId, n, kind) => {
    random.restart(mix(o.seed, hashText(`${organisationId} remote ${n}`)), 3);
    const recorded = instantOn(dayOf('2020-09-10'), 9);
    const made: DemoTeacher = {
      id: idOf(recorded, hashText(`${organisationId} remote ${n}`), 48),
      organisationId,
      name: drawSurname(random, '01', '44') + drawGiven(random, '2', 1975 + random.int(0, 15), n),
      kind,
      duty: '家政服务教师',
      fromDay: '2020-09-10',
      recorded,
    };
    teachers.push(made);
    return made.id;
  });
  const version = o.standards.find((s) => s.code === 'JZ-JZ')!.versions[0]!;
  const classes = CLASSES.map(([originCode, seats]): DemoClass => {
    const key = `remote ${originCode}`;
    random.restart(mix(o.seed, hashText(key)), 4);
    const first = dayOf(OPENED);
    const registered = instantOn(first - 40, 10);
    const id = idOf(registered, mix(o.seed, hashText(key)), 44);
    const place = originCode.slice(4, 6) === '00' ? `${originCode.slice(0, 4)}02000000` : originCode;
    const timetable = plan({
      classId: id,
      registered,
      random,
      version,
      first,
      school,
      employer: null,
      trade: 'JZ-JZ',
      place,
      address: '',
      remote: true,
    });
    const step = (state: DemoClass['steps'][number]['state'], day: number, n: number) => ({
      state,
      onDay: dayText(day),
      reason: '',
      recorded: instantOn(day, 16, n * 1000),
      superseded: null,
    });
    return {
      id,
      registered,
      attending: null,
      versions: [
        {
          title: `家政服务员远程班（示例），${o.names.get(originCode.slice(0, 6)) ?? o.names.get(originCode.slice(0, 4)) ?? ''} 2022 年第 1 期`,
          programme: version.programme,
          versionId: version.id,
          mode: 'remote',
          orderKind: null,
          schoolId: school,
          employerId: null,
          place,
          address: '',
          originCode,
          hostCode: o.hosts.get(originCode.slice(0, 4)) ?? '440100000000',
          planFrom: OPENED,
          planTo: dayText(timetable.last),
          enrolUntil: OPENED,
          seats,
          reason: '',
          recorded: registered,
          superseded: null,
        },
      ],
      steps: [
        step('plan', first - 40, 0),
        step('approval', first - 36, 1),
        step('enrolling', first - 30, 2),
        step('opened', first, 3),
        step('teaching', first, 4),
      ],
      lessons: timetable.lessons,
      mentors: [],
      budget: [
        { id: idWithin(registered, id, 46), fund: 'employment', purpose: 'tuition', amount: 400 * seats, recorded: registered + 3_600_000 },
      ],
    };
  });
  return { classes, teachers, units: UNITS };
};
