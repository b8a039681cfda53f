// What the pages of training share: the marks of states, the kinds of a class, days.
import { useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import {
  type ClassMode,
  type ClassState,
  classModeShort,
  classModeTexts,
  classStateTexts,
  type OrderKind,
  orderKindTexts,
  type VersionState,
  versionStateTexts,
} from '../contract.ts';

const CLASS: Record<ClassState, MarkKind> = {
  plan: 'later',
  approval: 'due',
  enrolling: 'info',
  opened: 'info',
  teaching: 'ok',
  finished: 'ok',
  assessed: 'ok',
  tracking: 'ok',
  archived: 'off',
  cancelled: 'no',
};
export const ClassMark = ({ state }: { state: ClassState }) => {
  const t = useT();
  return <St k={CLASS[state]}>{t(classStateTexts[state])}</St>;
};
const VERSION: Record<VersionState, MarkKind> = { draft: 'later', adopting: 'due', coming: 'info', force: 'ok', replaced: 'off' };
export const VersionMark = ({ state }: { state: VersionState }) => {
  const t = useT();
  return <St k={VERSION[state]}>{t(versionStateTexts[state])}</St>;
};

/** 送上门 and, where it is one, 冠名班. */
export const ClassKinds = ({ mode, order }: { mode: ClassMode; order: OrderKind | null }) => {
  const t = useT();
  return (
    <>
      {order && <span className="chip k">{t(orderKindTexts[order])}</span>}
      <span className="chip" title={t(classModeTexts[mode])}>
        {t(classModeShort[mode])}
      </span>
    </>
  );
};
export const Days = ({ from, to }: { from: string; to: string }) => {
  const t = useT();
  return (
    <span className="num nowrap">
      {from} {t('至', '–')} {to}
    </span>
  );
};
/** 1,000.5 → 1,000.5; hours and yuan as people read them. */
export const amount = (n: number): string => n.toLocaleString('en-US', { maximumFractionDigits: 2 });
