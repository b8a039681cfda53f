// A QR code as one path in a field of 100 × 100, four modules of quiet zone around it (ISO/IEC 18004).
import { create } from 'qrcode';

const made = new Map<string, string>();
export const pathOf = (text: string): string => {
  const had = made.get(text);
  if (had) return had;
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const unit = 100 / (modules.size + 8);
  const n = (v: number): string => (Math.round(v * 1000) / 1000).toString();
  let path = '';
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) {
      if (!modules.data[y * modules.size + x]) continue;
      let run = 1;
      while (x + run < modules.size && modules.data[y * modules.size + x + run]) run += 1;
      path += `M${n((x + 4) * unit)} ${n((y + 4) * unit)}h${n(run * unit)}v${n(unit)}h${n(-run * unit)}z`;
      x += run - 1;
    }
  made.clear();
  made.set(text, path);
  return path;
};
