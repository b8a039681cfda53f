// The people of one organisation as a workbook: watermark above, a second sheet that says what it is.
import { logExport, newWatermark, type Watermark } from '#capabilities/access/server/service.ts';
import { newBook } from '#capabilities/workers/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { type exportPeople, type PersonInPost, peopleStateTexts, tooManyPeople } from '../../contractPeople.ts';
import { leaveReasonTexts } from '../../rulesLeaving.ts';
import { type EvidenceClass, evidenceClassTexts, spellKindTexts } from '../../rulesSpell.ts';
import { writtenDay } from '../import/words.ts';
import { organisationAsked, type PeopleContext, pageOfPeople, refuseHidden, seesVerification, tellPeople } from './list.ts';

const MOST = 20_000;
const PAGE = 500;

interface Made {
  readonly content: Buffer;
  readonly rows: number;
  readonly mark: Watermark;
  readonly name: string;
}
interface Column {
  readonly header: string;
  readonly width: number;
  readonly text?: true;
  readonly value: (p: PersonInPost) => string;
}
const columnsFor = (verifies: boolean): readonly Column[] => [
  { header: '姓名', width: 12, value: (p) => p.name },
  { header: '手机', width: 14, text: true, value: (p) => p.phoneMasked ?? '' },
  ...(verifies ? [{ header: '户籍县', width: 20, value: (p: PersonInPost) => p.homeName?.zh ?? '' }] : []),
  { header: '就业类型', width: 12, value: (p) => spellKindTexts[p.kind].zh },
  { header: '岗位', width: 16, value: (p) => p.post },
  { header: '开始时间', width: 12, text: true, value: (p) => writtenDay(p.start, p.startPrecision) },
  { header: '最后在岗日', width: 12, text: true, value: (p) => writtenDay(p.ended, p.endPrecision) },
  { header: '离岗原因', width: 16, value: (p) => (p.leaveReason ? leaveReasonTexts[p.leaveReason].zh : '') },
  ...(verifies
    ? [
        { header: '核实到', width: 12, text: true as const, value: (p: PersonInPost) => p.verified?.until ?? '' },
        {
          header: '证据',
          width: 18,
          value: (p: PersonInPost) => (p.verified ? evidenceClassTexts[p.verified.class as EvidenceClass].zh : '没有'),
        },
        { header: '核实', width: 10, value: (p: PersonInPost) => (p.verified?.fresh ? '有效' : '过期') },
      ]
    : [{ header: '本单位确认到', width: 13, text: true as const, value: (p: PersonInPost) => p.confirmed ?? '' }]),
];

/** Read and written before the request's own transaction: a workbook takes longer than a transaction should stay open. */
export const prepare = async ({ services, actor }: Before, filter: Parsed<typeof exportPeople>): Promise<Made> => {
  refuseHidden(actor, filter);
  const today = services.clock.today();
  const mark = newWatermark(actor, services.clock.now());
  const columns = columnsFor(seesVerification(actor));
  const book = newBook({ sheet: '在岗名单', mark: mark.line, demonstration: services.config.demonstration, columns });
  let rows = 0;
  let cursor: string | undefined;
  let name = '';
  do {
    const page = await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, async (db) => {
      const context: PeopleContext = { db, actor, today, services };
      const organisation = await organisationAsked(db, actor, filter.id);
      const found = await pageOfPeople(context, organisation.all, filter, { cursor, size: PAGE });
      return { name: organisation.name, people: await tellPeople(context, found.items), next: found.next };
    });
    name = page.name;
    rows += page.people.length;
    if (rows > MOST) throw tooManyPeople({ limit: MOST });
    for (const p of page.people) book.add(columns.map((c) => c.value(p)));
    cursor = page.next ?? undefined;
  } while (cursor);
  const content = await book.finish([
    ['用人单位', name],
    ['截至', `${today}（业务日期）`],
    ['范围', peopleStateTexts[filter.state].zh],
    ['筛选', [filter.q ? '按姓名' : '', filter.unverified ? '核实过期' : ''].filter(Boolean).join('，') || '没有'],
    ['人数', `${rows}`],
    ['核实', '最后一条在岗证据说到的那天；超过 92 天○ 没有新证据的算过期'],
    ['遮蔽', '手机中间四位不显示'],
    ['水印', mark.code],
    ['保管', '含个人信息，用完删除。每次导出都有记录'],
  ]);
  return { content, rows, mark, name };
};

/** Written down before it leaves. */
export const send = async (call: Call, filter: Parsed<typeof exportPeople>, { content, rows, mark, name }: Made): Promise<DownloadFile> => {
  await logExport(call.db, call.actor, {
    what: 'employment.people',
    rows,
    filter: `${name}，${peopleStateTexts[filter.state].zh}${filter.q ? '，按姓名' : ''}${filter.unverified ? '，核实过期' : ''}`,
    full: false,
    watermark: mark.code,
    content,
  });
  call.note({ subject: { kind: 'organisation', id: filter.id }, details: { rows, state: filter.state, watermark: mark.code } });
  return { name: `在岗名单-${name}-${call.today}.xlsx`, type: XLSX, content };
};
