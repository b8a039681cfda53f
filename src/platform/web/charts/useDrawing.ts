import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '../lang.tsx';
import type { Drawing } from './draw.ts';
import { loadPack } from './mapPack/loadPack.ts';
import { type MapPack, noticeOf } from './mapPack/mapPack.ts';
import type { PictureOf } from './picture.ts';
import type { At } from './walk.ts';

const motion = (): boolean => !window.matchMedia?.('(prefers-reduced-motion: reduce)').matches;

/** The drawing in its element: made when there is room for it, drawn anew with the data, sized with the page, put away with the element. */
export const useDrawing = (picture: PictureOf, marked: At | null, over: (at: At | null) => void, chosen: (at: At) => void) => {
  const t = useT();
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading');
  const [pack, setPack] = useState<MapPack | null>(null);
  const latest = useRef({ picture, t, over, chosen });
  latest.current = { picture, t, over, chosen };
  const map = picture.kind === 'map';
  // the same numbers are not drawn anew because a page was rendered
  const told = useMemo(() => JSON.stringify(picture), [picture]);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let live = true;
    let seen: ResizeObserver | undefined;
    const start = async () => {
      // a browser without room (a hidden tab, a test) has nothing to draw on; the table is there all the same
      if (element.clientWidth === 0) return;
      const { draw, ready } = await import('./draw.ts');
      await ready(latest.current.picture);
      if (!live) return;
      const made = draw(
        element,
        motion(),
        (at) => latest.current.over(at),
        (at) => at && latest.current.chosen(at),
      );
      drawing.current = made;
      made.show(latest.current.picture, latest.current.t);
      seen = new ResizeObserver(() => element.clientWidth > 0 && made.resize());
      seen.observe(element);
      if (map) setPack(await loadPack());
      setState('drawn');
    };
    start().catch((error) => {
      console.error(error);
      if (live) setState('failed');
    });
    return () => {
      live = false;
      seen?.disconnect();
      drawing.current?.dispose();
      drawing.current = null;
    };
  }, [map]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` stands for the picture
  useEffect(() => {
    drawing.current?.show(latest.current.picture, t);
  }, [told, t]);
  useEffect(() => {
    drawing.current?.mark(marked);
  }, [marked]);
  const toPng = useCallback(async (): Promise<Blob> => {
    if (!drawing.current) throw new Error('nothing is drawn');
    const { picture: p, t: say } = latest.current;
    const notice = p.kind === 'map' && pack ? [say(noticeOf(pack)), say(pack.source)] : [];
    return drawing.current.png(say(p.title), [
      say({ zh: `单位：${p.unit.zh}`, en: `Unit: ${p.unit.en}` }),
      say(p.asOf),
      ...(p.notes ?? []).map((n) => say(n)),
      ...notice,
    ]);
  }, [pack]);
  return { host, state, pack, toPng };
};
