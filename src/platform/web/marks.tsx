import type { ReactNode } from 'react';
import { dai, hai, ink, zhe, zhu } from './theme.ts';

/** The product's mark: the left half a ridge, the right half the sea's horizon. */
export const Mark = ({ s = 26, inv }: { s?: number; inv?: boolean }) => (
  <svg width={s} height={s} viewBox="0 0 26 26" aria-hidden>
    <rect width="26" height="26" rx="4" fill={inv ? '#fff' : dai[700]} />
    <path
      d="M3.500 17.500 9.300 7.800l4 6.700 1.500-2.200c1.500 4 3 5.200 4.300 5.200s2-1.400 3.400-1.400"
      fill="none"
      stroke={inv ? dai[700] : '#fff'}
      strokeWidth="1.900"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
    <path d="M3.500 21h19" stroke={inv ? dai[300] : dai[300]} strokeWidth="1.300" strokeLinecap="round" />
  </svg>
);

// Shape before colour: a grey-scale print must lose nothing.
export type MarkKind = 'ok' | 'no' | 'later' | 'due' | 'doubt' | 'info' | 'off';
const SHAPE: Record<MarkKind, ReactNode> = {
  ok: (
    <>
      <circle cx="7" cy="7" r="6.250" fill={dai[600]} />
      <path d="m4.100 7.200 2 2 3.800-4.200" fill="none" stroke="#fff" strokeWidth="1.500" />
    </>
  ),
  no: (
    <>
      <path d="M4.400.9h5.200l3.500 3.500v5.200l-3.500 3.500H4.400L.9 9.600V4.400z" fill="#fff" stroke={zhu[600]} strokeWidth="1.300" />
      <path d="m4.800 4.800 4.400 4.400M9.200 4.800 4.800 9.200" stroke={zhu[600]} strokeWidth="1.400" />
    </>
  ),
  later: <circle cx="7" cy="7" r="5.600" fill="#fff" stroke={ink[400]} strokeWidth="1.300" strokeDasharray="2 1.700" />,
  due: (
    <>
      <circle cx="7" cy="7" r="5.600" fill="#fff" stroke={zhe[600]} strokeWidth="1.300" />
      <path d="M7 1.400a5.600 5.600 0 0 1 0 11.200z" fill={zhe[600]} />
    </>
  ),
  doubt: (
    <>
      <path d="M7 .9 13.100 7 7 13.100.9 7z" fill={zhe[50]} stroke={zhe[600]} strokeWidth="1.300" />
      <path d="M7 4v3.600M7 9.600v.3" stroke={zhe[600]} strokeWidth="1.500" strokeLinecap="round" />
    </>
  ),
  info: (
    <>
      <circle cx="7" cy="7" r="5.900" fill="#fff" stroke={hai[600]} strokeWidth="1.300" />
      <path d="M7 6.300v3.800M7 4.100v.2" stroke={hai[600]} strokeWidth="1.500" strokeLinecap="round" />
    </>
  ),
  off: (
    <>
      <circle cx="7" cy="7" r="5.600" fill="#fff" stroke={ink[500]} strokeWidth="1.300" />
      <path d="M3.200 10.800 10.800 3.200" stroke={ink[500]} strokeWidth="1.300" />
    </>
  ),
};

/** A mark alone (in tables, with an accessible name and a legend on the page). */
export const G = ({ k, label, s = 14 }: { k: MarkKind; label?: string; s?: number }) =>
  label ? (
    <svg width={s} height={s} viewBox="0 0 14 14" role="img" aria-label={label} className="g">
      {SHAPE[k]}
    </svg>
  ) : (
    <svg width={s} height={s} viewBox="0 0 14 14" aria-hidden="true" className="g">
      {SHAPE[k]}
    </svg>
  );
/** A mark with its word; everywhere outside tables. */
export const St = ({ k, children, plain }: { k: MarkKind; children: ReactNode; plain?: boolean }) => (
  <span className={`stt ${plain ? '' : `stt-${k}`}`}>
    <G k={k} />
    {children}
  </span>
);
