// A row of a batch as this viewer may be told of it. A batch is seen from its area; what the register said of its people is seen by those who see the people.
import type { Text } from '#standards/text.ts';
import type { BatchRow } from '../../contractShapes.ts';
import { type RowDetail, textOfWords } from './rowDetail.ts';

/** How the viewer stands to the batch as a whole. */
export interface Viewer {
  /** It is theirs to work on: their own area's list, or one they handed in. Else they only look, and people are masked (an auditor, a temporary look). */
  readonly works: boolean;
  /** They handed it in. */
  readonly handedIn: boolean;
}
export interface Stored {
  readonly subjectKind: string;
  readonly subjectId: string | null;
}

const HIDDEN = '***';
const notTold: Text = {
  zh: '这个人不在您的辖区，登记的内容不显示',
  en: 'This person is outside your area; what is on record is not shown',
};
const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}*${[...name].length > 2 ? '*' : ''}`);
const hide = <T extends { readonly from: unknown }>(rows: readonly T[]) => rows.map((r) => ({ ...r, from: HIDDEN, to: HIDDEN }));

/** `seen`: of the worker the row is about, as parts.people says it; undefined: not seen, or nobody. */
export const tellRow = (
  detail: RowDetail,
  { subjectKind, subjectId }: Stored,
  seen: boolean | undefined,
  { works, handedIn }: Viewer,
): Pick<BatchRow, 'name' | 'numberMasked' | 'findings' | 'repairs' | 'changes' | 'subject'> => {
  const aboutWorker = subjectKind === 'worker' && subjectId !== null;
  // words of the file: its list's own
  const file = works;
  // words of the register; whoever handed the list in was told them then, by their own reach
  const register = works && (!aboutWorker || seen === true || (seen === false && handedIn));
  const findings = detail.findings.map((f) => ({
    ...f,
    fields: [...f.fields],
    ...(aboutWorker && seen === undefined ? { text: notTold, advice: null } : {}),
    values: f.values.map((v) => ({ ...v, value: file ? v.value : HIDDEN })),
  }));
  return {
    name: file ? detail.name : maskName(detail.name),
    numberMasked: detail.number,
    findings,
    repairs: file ? [...detail.repairs] : hide(detail.repairs),
    // rows of before hold one language
    changes: (register ? detail.changes : hide(detail.changes)).map((c) => ({ ...c, from: textOfWords(c.from), to: textOfWords(c.to) })),
    subject: aboutWorker
      ? seen === undefined
        ? null
        : { kind: 'worker', id: subjectId }
      : subjectId && (subjectKind === 'organisation' || subjectKind === 'agreement')
        ? { kind: subjectKind, id: subjectId }
        : null,
  };
};
