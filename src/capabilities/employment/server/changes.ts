// News of work for the first page.
import type { ChangeSource } from '#capabilities/access/server/service.ts';

export const employmentChanges: readonly ChangeSource[] = [
  {
    kind: 'employment.spells',
    can: 'workers.see',
    text: { zh: '登记、更正务工 {n} 次', en: '{n} spell(s) of work recorded or corrected' },
    link: '/workers?sort=changed',
    actions: [
      'employment.recordSpell',
      'employment.reviseSpell',
      'employment.finishSpell',
      'employment.dropSpell',
      'employment.changePost',
    ],
  },
  {
    kind: 'employment.answers',
    can: 'employment.rounds',
    text: { zh: '在岗核验答复 {n} 次（批量算一次）', en: '{n} answer(s) of verification (a batch is one)' },
    link: '/verification',
    actions: ['employment.answerRound', 'employment.answerMany', 'employment.undoAnswer'],
  },
  {
    kind: 'employment.proposals',
    can: 'employment.proposals',
    text: { zh: '名单显示的务工确认 {n} 次', en: '{n} confirmation(s) of work that lists revealed' },
    link: '/proposals',
    actions: ['employment.acceptProposal', 'employment.acceptProposals', 'employment.declineProposal', 'employment.reopenProposal'],
  },
  {
    kind: 'employment.criteria',
    can: 'employment.criteria',
    text: { zh: '稳定口径修订 {n} 次', en: '{n} revision(s) of criteria' },
    link: '/criteria',
    actions: ['employment.saveCriterion', 'employment.retireCriterion'],
  },
];
