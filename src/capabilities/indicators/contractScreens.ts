// Big screens 大屏: tokens that show an area's published figures without an account, and what is shown. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Code12, Day, endpoint, Id, Instant, line, named, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';
import { notYourCell } from './contractProblems.ts';
import { SCREENS } from './names.ts';
import { SCREEN_DAYS } from './rulesScreens.ts';

export { SCREENS };

export const screenPermissions = {
  [SCREENS]: { text: { zh: '大屏：开通、停用', en: 'big screens: set up, revoke' }, roles: ['steering', 'county_bureau'] },
} as const satisfies Permissions;

export const screenUnknown = problem(
  'indicators.screenUnknown',
  401,
  '这个大屏链接不完整，或者没有开通过。请到工作台“大屏”页重新复制链接',
  'This link is not complete, or no such screen was set up. Copy the link again from the page “Big screens”',
);
export const screenExpired = problem(
  'indicators.screenExpired',
  410,
  '“{title}”的大屏链接已于 {day} 到期。请到工作台“大屏”页开一个新的',
  'The link of “{title}” expired on {day}. Set up a new one on the page “Big screens”',
);
export const screenRevoked = problem(
  'indicators.screenRevoked',
  410,
  '“{title}”的大屏已于 {day} 停用。要继续放，请到工作台“大屏”页开一个新的',
  '“{title}” was revoked on {day}. To go on, set up a new one on the page “Big screens”',
);
export const screenSuspended = problem(
  'indicators.screenSuspended',
  410,
  '“{title}”的大屏已暂停：开通它的账号已停用，或者不再管这个地区。请由现在管的人到工作台“大屏”页另开一个',
  '“{title}” is suspended: the account that set it up is disabled or no longer in charge of this area. Whoever is in charge now sets up another on the page “Big screens”',
);
export const screenTooFine = problem(
  'indicators.screenTooFine',
  422,
  '大屏只开到省、市、县：乡镇和村的数大多不满 10 人，放不出来。请选县或更大的地区',
  'Screens are of provinces, prefectures and counties: in towns and villages most numbers are under ten and cannot be shown. Choose a county or more',
);
export const screensMany = problem(
  'indicators.screensMany',
  409,
  '{office}已有 {n} 个大屏在用，最多 {most} 个。请先停用不再放的，再开新的',
  '{officeEn} has {n} screens in use, {most} at most. Revoke those that are not shown any more first',
);
export const screenOver = problem('indicators.screenOver', 409, '“{title}”的大屏已经停用，不用再停', '“{title}” is revoked already');

const Side = z.enum(['origin', 'host']);
export const ScreenOut = z.object({
  id: Id,
  title: z.string(),
  side: Side,
  area: z.string(),
  areaName: TextOut,
  state: z.enum(['live', 'expired', 'revoked', 'suspended']),
  created: Instant,
  createdBy: z.string(),
  expires: Instant,
  revoked: z.object({ at: Instant, by: z.string() }).nullable(),
});
export type ScreenOut = z.infer<typeof ScreenOut>;

export const listScreens = endpoint({
  id: 'indicators.listScreens',
  method: 'GET',
  path: '/screens',
  can: SCREENS,
  summary: { zh: '大屏', en: 'Big screens' },
  input: z.object({}),
  output: z.object({ items: z.array(ScreenOut) }),
});
export const createScreen = endpoint({
  id: 'indicators.createScreen',
  method: 'POST',
  path: '/screens',
  can: SCREENS,
  stepUp: true,
  toldOnce: ['token'],
  summary: { zh: '开通大屏', en: 'Set up a big screen' },
  input: z.object({
    title: named(line(40), '标题', 'title'),
    side: named(Side, '看谁', 'whose'),
    area: named(Code12, '地区', 'area'),
    days: named(z.int().min(SCREEN_DAYS.least).max(SCREEN_DAYS.most), '有效天数', 'days it is valid'),
  }),
  /** The token is told here and nowhere else; a resend of the same request gets an empty one. */
  output: z.object({ id: Id, token: z.string(), expires: Instant }),
  problems: [notYourCell, screenTooFine, screensMany],
});
export const revokeScreen = endpoint({
  id: 'indicators.revokeScreen',
  method: 'POST',
  path: '/screens/:id/revoke',
  can: SCREENS,
  summary: { zh: '停用大屏', en: 'Revoke a big screen' },
  input: z.object({ id: Id }),
  output: ScreenOut,
  problems: [notFound, screenOver],
});

/** Persons; `few`: 1 … 9, told as "<10"; `hidden`: not told, for such a one could be reckoned from it. */
const Told = z.union([z.int(), z.enum(['few', 'hidden'])]);
const Place = z.object({ code: z.string(), name: TextOut });
export const ScreenData = z.object({
  title: z.string(),
  areaName: TextOut,
  side: Side,
  asOf: Day,
  knownAt: Instant,
  demonstration: z.boolean(),
  expires: Instant,
  /** The newest month that is frozen for all that is shown; null: none. */
  frozen: z.string().nullable(),
  figures: z.array(z.object({ id: z.string(), name: TextOut, short: TextOut, from: Day, to: Day, version: z.int(), persons: Told })),
  /** By the places of the other side: where they work, or where they come from. The most first. */
  places: z.array(Place.extend({ persons: Told })),
  /** Between prefectures; those that may not be told are left out. */
  flows: z.array(z.object({ from: Place, to: Place, persons: z.int(), paired: z.boolean() })),
  retention: z.object({
    from: Day,
    to: Day,
    forms: z.array(
      z.object({
        form: z.enum(['province', 'enterprise', 'post']),
        /** In whole per cent. Null: nobody is due yet, or those who stayed or did not are a few. */
        windows: z.array(z.object({ days: z.int(), rate: z.number().nullable() })),
      }),
    ),
  }),
  programmes: z.array(z.object({ key: z.string(), name: TextOut, persons: Told })),
});
export type ScreenData = z.infer<typeof ScreenData>;
/** Asked with the token as `Authorization: Bearer …`: it stands in no address and in no line of log. */
export const readScreen = endpoint({
  id: 'indicators.readScreen',
  method: 'GET',
  path: '/screen',
  can: 'public',
  summary: { zh: '大屏上的数（凭令牌，放在 Authorization 头里）', en: 'What a big screen shows (by token, in the Authorization header)' },
  input: z.object({}),
  output: ScreenData,
  problems: [screenUnknown, screenExpired, screenRevoked, screenSuspended, screenTooFine],
});

export const screenAuditTexts = {
  'indicators.createScreen': { zh: '开通大屏', en: 'Set up a big screen' },
  'indicators.revokeScreen': { zh: '停用大屏', en: 'Revoked a big screen' },
} as const;
