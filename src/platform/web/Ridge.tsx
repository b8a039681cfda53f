import { dai, hai } from './theme.ts';

/** 山海线: ridges on the left become the sea on the right; one line is one person's journey. Sign-in, portal, certificates only. */
export function Ridge({ w, h, lines = 30, dark }: { w: number; h: number; lines?: number; dark?: boolean }) {
  const _mix = (a: number[], b: number[], t: number) => `rgb(${a.map((v, i) => Math.round(v + (b[i]! - v) * t)).join(',')})`;
  const N = (x: number, k: number) =>
    Math.abs(
      Math.sin(x * 1.7 + k) * 0.55 +
        Math.sin(x * 3.3 + k * 1.9) * 0.28 +
        Math.sin(x * 7.1 + k * 0.7) * 0.13 +
        Math.sin(x * 13 + k * 2.3) * 0.05,
    );
  const ls = Array.from({ length: lines }, (_, i) => {
    const t = i / (lines - 1),
      base = h * 0.3 + t * h * 0.7,
      pts: string[] = [];
    for (let x = 0; x <= w; x += 5) {
      const u = x / w,
        land = 1 / (1 + Math.exp((u - 0.5 - 0.1 * t) * 10));
      const ridge = -N(u * 4.6 + 0.55 + i * 0.036, 1.32 + i * 0.046) * h * (0.37 - 0.25 * t) * land * (0.35 + 0.65 * Math.min(1, u * 5));
      const sea = Math.sin(u * (18 + 12 * t) - i * 0.72) * (1.5 + 2.6 * t) * (1 - land);
      pts.push(`${x},${(base + ridge + sea).toFixed(1)}`);
    }
    return (
      <g key={`line-${t}`}>
        <polygon points={`0,${h + 9} ${pts.join(' ')} ${w},${h + 9}`} fill={dark ? dai[900] : '#E7EFEC'} opacity={1} />
        <polyline
          points={pts.join(' ')}
          fill="none"
          stroke={`url(#mh${dark ? 'd' : ''})`}
          strokeWidth={i % 6 === 0 ? 1.3 : 0.8}
          opacity={0.25 + 0.6 * t}
        />
      </g>
    );
  });
  return (
    <svg width={w} height={h} viewBox={`0 0 ${w} ${h}`} preserveAspectRatio="none" aria-hidden style={{ display: 'block' }}>
      <defs>
        <linearGradient id={`mh${dark ? 'd' : ''}`}>
          <stop offset="0" stopColor={dark ? dai[300] : dai[600]} />
          <stop offset=".45" stopColor={dark ? dai[400] : dai[500]} />
          <stop offset="1" stopColor={dark ? hai[300] : hai[500]} />
        </linearGradient>
      </defs>
      {ls}
    </svg>
  );
}
