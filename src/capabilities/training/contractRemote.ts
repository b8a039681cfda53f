// Remote lessons 远程课: written by the school, read and answered by trainees. Endpoints; beside the contract. The phone uses their types only.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, line, named, prose, rule } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import * as c from './contractProblems.ts';
import * as p from './contractRemoteProblems.ts';
import { AUTHOR, LEARN, PROGRESS } from './contractRemoteTexts.ts';
import { LessonKind } from './contractTexts.ts';

export * from './contractRemoteProblems.ts';
export * from './contractRemoteTexts.ts';

// Content ---------------------------------------------------------------------------------------------------------------------------

/** Only https: what a page shows as a link leads nowhere else, and nothing is ever fetched by the server. */
const VideoUrl = rule(
  z.string().trim().max(500),
  (s) => {
    try {
      const url = new URL(s);
      return url.protocol === 'https:' && url.hostname.includes('.') && url.username === '' && url.password === '';
    } catch {
      return false;
    }
  },
  'training.videoUrl',
  '视频只能写 https:// 开头的网址',
  'A video is an address that begins with https://',
);
export const BlockIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: named(prose(8000, 1), '文字', 'Text') }),
  z.object({ kind: z.literal('picture'), fileId: Id, alt: named(line(120), '图片说明', 'What the picture shows') }),
  z.object({
    kind: z.literal('video'),
    url: named(VideoUrl, '视频网址', 'Address of the video'),
    title: named(line(80), '视频名称', 'Title of the video'),
  }),
]);
export type BlockIn = z.input<typeof BlockIn>;
const QuestionIn = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/),
  text: named(line(300), '题目', 'Question'),
  options: z
    .array(z.object({ id: z.string().regex(/^[\w-]{1,40}$/), text: named(line(200), '选项', 'Option'), right: z.boolean() }))
    .max(8),
});
export type QuestionIn = z.input<typeof QuestionIn>;
const content = {
  title: named(line(80, 2), '标题', 'Title'),
  blocks: named(z.array(BlockIn).max(60), '内容', 'Content'),
  questions: named(z.array(QuestionIn).max(30).default([]), '题目', 'Questions'),
  passMark: named(
    rule(z.int(), (n) => n >= 1 && n <= 100, 'training.passMark', '及格分是 1 到 100 分', 'The pass mark lies between 1 and 100'),
    '及格分',
    'Pass mark',
  ).default(60),
};
type Drafted = { readonly questions: readonly z.output<typeof QuestionIn>[] };
const wholeQuestions = (d: Drafted, context: z.core.$RefinementCtx): void => {
  const say = (i: number, name: string, zh: string, en: string) =>
    context.addIssue({ code: 'custom', path: ['questions', i], message: zh, params: { rule: `training.${name}`, text: { zh, en } } });
  const ids = new Set<string>();
  d.questions.forEach((q, i) => {
    if (ids.has(q.id) || new Set(q.options.map((o) => o.id)).size < q.options.length)
      say(i, 'questionTwice', `第 ${i + 1} 题重复，请删去一个`, `Question ${i + 1} is there twice; remove one`);
    ids.add(q.id);
    if (q.options.length < 2) say(i, 'fewOptions', `第 ${i + 1} 题至少要有两个选项`, `Question ${i + 1} needs two options at least`);
    else if (!q.options.some((o) => o.right))
      say(i, 'noRightAnswer', `第 ${i + 1} 题没有标正确答案`, `Question ${i + 1} has no right answer`);
    else if (q.options.every((o) => o.right))
      say(i, 'allRight', `第 ${i + 1} 题的选项都标成了正确，请改一个`, `Every option of question ${i + 1} is right; change one`);
  });
};
const Version = z.object({
  ordinal: z.int(),
  revision: z.int(),
  title: z.string(),
  blocks: z.array(BlockIn),
  questions: z.array(QuestionIn),
  passMark: z.int(),
  leastSeconds: z.int(),
  saved: Instant,
  by: z.string(),
});
export const UnitOut = z.object({
  lessonId: Id,
  classId: Id,
  classTitle: z.string(),
  number: z.int(),
  moduleTitle: z.string(),
  kind: LessonKind,
  hours: z.number(),
  day: Day,
  unitId: Id.nullable(),
  draft: Version.nullable(),
  published: Version.nullable(),
  /** Every published version and who has finished under it. */
  history: z.array(
    z.object({ ordinal: z.int(), published: Instant, by: z.string(), current: z.boolean(), completed: z.int(), reading: z.int() }),
  ),
  may: z.object({ author: z.boolean() }),
});
export type UnitOut = z.infer<typeof UnitOut>;

export const listUnits = endpoint({
  id: 'training.listUnits',
  method: 'GET',
  path: '/training/classes/:id/units',
  can: PROGRESS,
  summary: { zh: '一个远程班的课件和每个学员的进度', en: 'Remote lessons of a class and how far each trainee has come' },
  input: z.object({ id: Id }),
  output: z.object({
    classTitle: z.string(),
    /** Of the mode of remote lessons; else there is nothing to tell. */
    remote: z.boolean(),
    lessons: z.array(
      z.object({
        lessonId: Id,
        number: z.int(),
        day: Day,
        moduleTitle: z.string(),
        hours: z.number(),
        unit: z
          .object({
            id: Id,
            title: z.string(),
            /** changed: published, and a draft of the next version. */
            state: z.enum(['draft', 'published', 'changed']),
            leastSeconds: z.int(),
            questions: z.int(),
            passMark: z.int(),
            completed: z.int(),
            reading: z.int(),
          })
          .nullable(),
      }),
    ),
    people: z.array(
      z.object({
        workerId: Id,
        name: z.string(),
        seat: z.int().nullable(),
        done: z.int(),
        of: z.int(),
        seconds: z.int(),
        last: Instant.nullable(),
      }),
    ),
    may: z.object({ author: z.boolean() }),
  }),
});
export type UnitList = z.infer<(typeof listUnits)['output']>;
export const readUnit = endpoint({
  id: 'training.readUnit',
  method: 'GET',
  path: '/training/lessons/:lessonId/unit',
  can: AUTHOR,
  summary: { zh: '一次课的课件：草稿、已发布的、各版', en: 'The content of a lesson: draft, published, versions' },
  input: z.object({ lessonId: Id }),
  output: UnitOut,
  problems: [p.notRemote],
});
export const saveUnit = endpoint({
  id: 'training.saveUnit',
  method: 'POST',
  path: '/training/lessons/:lessonId/unit',
  can: AUTHOR,
  summary: { zh: '存课件草稿；已发布的不动，另起一版', en: 'Save the draft; what is published stays, the next version begins' },
  input: z
    .object({ lessonId: Id, /** The revision before one's eyes; 0: no draft. */ seen: z.int().min(0), ...content })
    .superRefine(wholeQuestions),
  output: UnitOut,
  problems: [p.notRemote, p.unitState, p.pictureUnknown, c.notYourClass, changed],
  bodyLimit: 1024 * 1024,
});
export const publishUnit = endpoint({
  id: 'training.publishUnit',
  method: 'POST',
  path: '/training/lessons/:lessonId/unit/publish',
  can: AUTHOR,
  summary: { zh: '发布课件；发布以后内容不再改', en: 'Publish the draft; it no longer changes then' },
  input: z.object({ lessonId: Id, seen: z.int().min(1) }),
  output: UnitOut,
  problems: [p.notRemote, p.unitState, c.notYourClass, changed],
});
export const discardUnit = endpoint({
  id: 'training.discardUnit',
  method: 'POST',
  path: '/training/lessons/:lessonId/unit/discard',
  can: AUTHOR,
  summary: { zh: '撤销课件草稿', en: 'Discard the draft' },
  input: z.object({ lessonId: Id, seen: z.int().min(1) }),
  output: UnitOut,
  problems: [p.notRemote, p.unitState, c.notYourClass, changed],
});

// The trainee -----------------------------------------------------------------------------------------------------------------------

/** Milliseconds since 1970. */
const Millis = z.int();
export const MyUnit = z.object({
  id: Id,
  title: z.string(),
  moduleTitle: z.string(),
  hours: z.number(),
  standing: z.enum(['done', 'open', 'locked']),
  seconds: z.int(),
  leastSeconds: z.int(),
  questions: z.int(),
});
export const listMyUnits = endpoint({
  id: 'training.listMyUnits',
  method: 'GET',
  path: '/training/my/units',
  can: LEARN,
  summary: { zh: '我的远程课', en: 'My remote lessons' },
  input: z.object({}),
  output: z.object({
    classes: z.array(z.object({ id: Id, title: z.string(), school: z.string(), done: z.int(), units: z.array(MyUnit) })),
    /** 学籍, for whoever studies in a cohort. */
    schooling: z.array(z.object({ title: z.string(), school: z.string(), state: z.string(), since: Day, toDay: Day })),
  }),
});
export type MyUnits = z.infer<(typeof listMyUnits)['output']>;
const Studied = z.object({
  seconds: z.int(),
  leastSeconds: z.int(),
  completed: z.boolean(),
  quiz: z
    .object({
      questions: z.int(),
      passMark: z.int(),
      tries: z.int(),
      best: z.int().nullable(),
      /** When the next try may begin; null: now. */
      next: Millis.nullable(),
    })
    .nullable(),
});
export type Studied = z.infer<typeof Studied>;
export const openUnit = endpoint({
  id: 'training.openUnit',
  method: 'POST',
  path: '/training/my/units/:id/open',
  can: LEARN,
  summary: { zh: '打开一课：内容和学习计时', en: 'Open a lesson: its content and the clock of reading' },
  input: z.object({ id: Id }),
  output: Studied.extend({
    id: Id,
    classTitle: z.string(),
    title: z.string(),
    hours: z.number(),
    blocks: z.array(BlockIn),
    /** Shown with the next ping. */
    token: Id,
    pingSeconds: z.int(),
    now: Millis,
  }),
  toldOnce: ['token'],
  problems: [p.notOpenYet],
});
export type OpenedUnit = z.infer<(typeof openUnit)['output']>;
export const pingUnit = endpoint({
  id: 'training.pingUnit',
  method: 'POST',
  path: '/training/my/units/:id/ping',
  can: LEARN,
  // every fifteen seconds of everybody who reads: no deed of anybody's, and not on record
  audited: false,
  whileViewingAs: false,
  summary: { zh: '还在看：服务器记时间', en: 'Still reading: the server counts the time' },
  input: z.object({ id: Id, token: Id }),
  output: z.object({
    token: Id,
    seconds: z.int(),
    leastSeconds: z.int(),
    /** Opened elsewhere since: nothing is counted here. */
    elsewhere: z.boolean(),
  }),
});
export type Pinged = z.infer<(typeof pingUnit)['output']>;
export const finishUnit = endpoint({
  id: 'training.finishUnit',
  method: 'POST',
  path: '/training/my/units/:id/finish',
  can: LEARN,
  summary: { zh: '学完一课（没有题的）', en: 'Finish a lesson that has no questions' },
  input: z.object({ id: Id }),
  output: Studied,
  problems: [p.notOpenYet, p.tooFast, p.quizFirst],
});
export const startQuiz = endpoint({
  id: 'training.startQuiz',
  method: 'POST',
  path: '/training/my/units/:id/quiz',
  can: LEARN,
  summary: { zh: '开始答题；题目每次换次序', en: 'Begin the quiz; every try in another order' },
  input: z.object({ id: Id }),
  output: z.object({
    tryId: Id,
    number: z.int(),
    passMark: z.int(),
    questions: z.array(
      z.object({ id: z.string(), text: z.string(), many: z.boolean(), options: z.array(z.object({ id: z.string(), text: z.string() })) }),
    ),
  }),
  problems: [p.notOpenYet, p.tooFast, p.noQuiz, p.quizTooSoon],
});
export type Quiz = z.infer<(typeof startQuiz)['output']>;
export const answerQuiz = endpoint({
  id: 'training.answerQuiz',
  method: 'POST',
  path: '/training/my/quiz/:tryId',
  can: LEARN,
  summary: { zh: '交答案，服务器判分；再交一次还是这个结果', en: 'Answer; the server judges. Sent again it is the same result' },
  input: z.object({
    tryId: Id,
    answers: named(z.array(z.object({ id: z.string().max(40), options: z.array(z.string().max(40)).max(8) })).max(30), '答案', 'Answers'),
  }),
  output: Studied.extend({ mark: z.int(), passed: z.boolean(), right: z.int(), of: z.int() }),
  problems: [p.notOpenYet],
});
export type Answered = z.infer<(typeof answerQuiz)['output']>;

export const remoteEndpoints = [
  listUnits,
  readUnit,
  saveUnit,
  publishUnit,
  discardUnit,
  listMyUnits,
  openUnit,
  pingUnit,
  finishUnit,
  startQuiz,
  answerQuiz,
] as const;
