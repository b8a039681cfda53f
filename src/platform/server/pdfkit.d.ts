// pdfkit brings no types: what we use of it.
declare module 'pdfkit' {
  interface TextOptions {
    readonly width?: number;
    readonly height?: number;
    readonly align?: 'left' | 'center' | 'right';
    readonly lineBreak?: boolean;
    readonly lineGap?: number;
    readonly ellipsis?: boolean | string;
  }
  interface Options {
    readonly size?: string;
    readonly layout?: 'portrait' | 'landscape';
    readonly margin?: number;
    readonly bufferPages?: boolean;
    readonly autoFirstPage?: boolean;
    readonly font?: Buffer | string;
    readonly lang?: string;
    readonly displayTitle?: boolean;
    readonly info?: Readonly<Record<string, string | Date>>;
  }
  export default class PDFDocument {
    constructor(options?: Options);
    readonly page: { readonly width: number; readonly height: number };
    /** The face that is set just now. */
    readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } };
    addPage(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(n: number): this;
    registerFont(name: string, source: Buffer | string): this;
    font(name: string | Buffer): this;
    fontSize(size: number): this;
    text(text: string, x?: number, y?: number, options?: TextOptions): this;
    heightOfString(text: string, options?: TextOptions): number;
    widthOfString(text: string, options?: TextOptions): number;
    save(): this;
    restore(): this;
    rotate(angle: number, options?: { readonly origin?: readonly [number, number] }): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    rect(x: number, y: number, width: number, height: number): this;
    lineWidth(width: number): this;
    fillColor(color: string, opacity?: number): this;
    strokeColor(color: string): this;
    fillOpacity(opacity: number): this;
    fill(color?: string): this;
    stroke(color?: string): this;
    on(event: 'data', listener: (chunk: Buffer) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    end(): void;
  }
}
