// Scanning inside the page, where the browser reads codes by itself (BarcodeDetector); elsewhere the phone's own camera opens the link of the code.
import { useEffect, useRef, useState } from 'react';
import { t } from '../kit/lang.ts';

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;
const detectorClass = (): DetectorClass | undefined => (window as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
const end = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};
export const hasCamera = (): boolean => detectorClass() !== undefined && navigator.mediaDevices !== undefined;

export const Camera = ({ onCode, onEnd }: { readonly onCode: (text: string) => void; readonly onEnd: () => void }) => {
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera is opened once
  useEffect(() => {
    let over = false;
    let stream: MediaStream | undefined;
    let timer = 0;
    const look = async (detector: Detector) => {
      if (over || !video.current) return;
      const [found] = await detector.detect(video.current).catch(() => []);
      if (found && !over) {
        over = true;
        onCode(found.rawValue);
        return;
      }
      timer = window.setTimeout(() => void look(detector), 250);
    };
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (s) => {
        stream = s;
        if (over || !video.current) {
          end(s);
          return;
        }
        video.current.srcObject = s;
        await video.current.play();
        await look(new (detectorClass()!)({ formats: ['qr_code'] }));
      })
      .catch(() =>
        setProblem(
          t(
            '打不开相机。请在手机设置里允许，或者输入六位数字',
            'The camera cannot be opened. Allow it in the settings, or type the six digits',
          ),
        ),
      );
    return () => {
      over = true;
      window.clearTimeout(timer);
      end(stream);
    };
  }, []);
  return (
    <div className="camera">
      {problem === '' ? <video ref={video} playsInline muted aria-label={t('相机', 'Camera')} /> : <p className="why">{problem}</p>}
      <button type="button" onClick={onEnd}>
        {t('不扫了', 'Stop')}
      </button>
    </div>
  );
};
