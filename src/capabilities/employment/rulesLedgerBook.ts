// What the desk asks of the ledger itself: evidence about one spell that contradicts other evidence, and lists from outside that contradict the record.
import type { DeclaredRule } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import { workRuleNames } from './contractTexts.ts';

const t = (zh: string, en: string): Text => ({ zh, en });
const FIGURES = t('指标口径 §2 证据的折算', 'docs/figures.md §2, the fold of evidence');
const LISTS = t('社保、工资名单与登记比对', 'Lists of social insurance and payroll against the record');

const told: readonly (Omit<DeclaredRule, 'name' | 'severity' | 'certainty' | 'hosts'> & { readonly hosts?: boolean })[] = [
  {
    id: 'evidenceConflict',
    text: t(
      '同一段务工的证据或登记的结束日期不能互相矛盾；矛盾时按更可靠的证据算',
      'Evidence about one spell, and its recorded end, do not contradict each other; where they do, the better evidence is counted',
    ),
    why: t(
      '在岗还是离岗各说各的，已核验的人数就要靠等级来断；弄清楚以前，这个人算得对不对没有把握',
      'Whether somebody is in post is then decided by rank alone; until it is cleared up, nobody can be sure they are counted rightly',
    ),
    todo: t(
      '核对哪一条不对：撤回错的证据，或者更正结束时间；都属实的申请豁免并写明原因',
      'Find out which is wrong: withdraw the evidence, or correct the end; ask for an exemption where all of it is true',
    ),
    source: FIGURES,
  },
  {
    id: 'paidDead',
    text: t('登记去世的次月起，不应再有缴费或发薪', 'Nobody is insured or paid after the month of their death'),
    why: t('可能是同名同号弄错了人，也可能有人冒领', 'Another person may be meant, or somebody draws the money'),
    todo: t(
      '核对是不是本人、是不是补缴；去世登记错了的，在人员页面撤回',
      'Check who is meant and whether it was in arrears; withdraw a wrong record of death',
    ),
    source: LISTS,
  },
  {
    id: 'paidLeft',
    text: t('登记离岗以后，同一家单位不应再缴费或发薪', 'After a post was left its employer does not insure or pay any more'),
    why: t('多半是离岗时间登记错了，也可能是挂靠参保', 'Mostly the recorded end is wrong; sometimes the insurance is'),
    todo: t('核对哪天离岗；没有离岗的，更正结束时间', 'Find out when the post was left; if it was not, correct the end'),
    source: LISTS,
  },
  {
    id: 'paidElsewhere',
    text: t('登记整月在一家单位，名单上不应是另一家单位', 'Whole months on record with one employer are not paid by another'),
    why: t(
      '换了单位没有登记，或者是劳务派遣；稳在企业会算错',
      'A change was not recorded, or it is labour dispatch; “stable at one enterprise” comes out wrong',
    ),
    todo: t(
      '核对实际在哪家；已离开的补填结束时间，劳务派遣的申请豁免',
      'Find out which one; end the spell that is over; of labour dispatch ask for an exemption',
    ),
    source: LISTS,
  },
];

/** Other employers stand in the words of all of them, so hosts read none. */
export const ledgerRuleBook: readonly DeclaredRule[] = told.map((r) => ({
  ...r,
  name: workRuleNames[r.id]!,
  severity: 'doubt',
  certainty: 'ours',
  hosts: false,
}));
