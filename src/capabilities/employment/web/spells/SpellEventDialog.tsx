import { titleOf } from '../spellWords.ts';
import { EndDialog, WithdrawEvidenceDialog, WithdrawSpellDialog } from './EndDialog.tsx';
import { EvidenceDialog } from './EvidenceDialog.tsx';
import { CorrectDialog, RecordDialog, ReturnDialog, TransferDialog } from './SpellDialog.tsx';
import type { DialogProps, SpellEvent } from './spellEvents.ts';

/** The one dialog over the page. */
export const SpellEventDialog = ({ event, workerId, ...props }: DialogProps & { event: SpellEvent; workerId: string }) => {
  switch (event.do) {
    case 'record':
      return <RecordDialog {...props} workerId={workerId} />;
    case 'correct':
      return <CorrectDialog {...props} spell={event.spell} />;
    case 'transfer':
      return <TransferDialog {...props} spell={event.spell} />;
    case 'return':
      return <ReturnDialog {...props} spell={event.spell} />;
    case 'end':
      return <EndDialog {...props} spell={event.spell} words={titleOf(event.spell)} />;
    case 'withdraw':
      return <WithdrawSpellDialog {...props} spell={event.spell} />;
    case 'vouch':
      return <EvidenceDialog {...props} spell={event.spell} words={titleOf(event.spell)} classes={event.spell.mayVouch} />;
    case 'withdrawEvidence':
      return <WithdrawEvidenceDialog {...props} spell={event.spell} evidence={event.evidence} />;
  }
};
