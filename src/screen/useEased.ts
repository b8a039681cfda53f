import { useEffect, useRef, useState } from 'react';

const MS = 900;
const still = (): boolean => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;

/** A number that goes to its new value instead of jumping; at once where less motion is asked for, and the first time. */
export const useEased = (value: number | null): number | null => {
  const [shown, setShown] = useState(value);
  const from = useRef(value);
  useEffect(() => {
    const start = from.current;
    from.current = value;
    if (value === null || start === null || start === value || still()) {
      setShown(value);
      return;
    }
    let frame = 0;
    const began = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, (now - began) / MS);
      setShown(Math.round(start + (value - start) * (1 - (1 - t) ** 3)));
      if (t < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return shown;
};
