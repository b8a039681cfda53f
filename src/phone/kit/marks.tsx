// The marks of the design: shape first, then the word, colour last.
import type { ReactNode } from 'react';

export type Shape = 'ok' | 'no' | 'due' | 'later' | 'doubt' | 'off';
const shapes: Record<Shape, ReactNode> = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7.2" fill="currentColor" />
      <path d="m4.600 8.200 2.300 2.300 4.500-4.700" fill="none" stroke="#fff" strokeWidth="1.700" />
    </>
  ),
  no: (
    <>
      <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
      <path d="m5.400 5.400 5.200 5.200m0-5.200-5.200 5.200" stroke="#fff" strokeWidth="1.600" />
    </>
  ),
  due: (
    <>
      <circle cx="8" cy="8" r="6.600" fill="none" stroke="currentColor" strokeWidth="1.500" />
      <path d="M8 1.400a6.600 6.600 0 0 0 0 13.200z" fill="currentColor" />
    </>
  ),
  later: <circle cx="8" cy="8" r="6.600" fill="none" stroke="currentColor" strokeWidth="1.500" strokeDasharray="2.400 2" />,
  doubt: (
    <>
      <path d="M8 .8 15.200 8 8 15.200.8 8z" fill="none" stroke="currentColor" strokeWidth="1.500" />
      <path d="M8 4.600v4m0 1.600v1.200" stroke="currentColor" strokeWidth="1.500" />
    </>
  ),
  off: (
    <>
      <circle cx="8" cy="8" r="6.600" fill="none" stroke="currentColor" strokeWidth="1.500" />
      <path d="M4.600 8h6.800" stroke="currentColor" strokeWidth="1.500" />
    </>
  ),
};
export const Mark = ({ of }: { readonly of: Shape }) => (
  <svg className={`mark ${of}`} viewBox="0 0 16 16" aria-hidden="true">
    {shapes[of]}
  </svg>
);
