/** What drawings use of a canvas, so that the same drawing can be written as SVG. */
export interface PenStyle {
  globalAlpha: number;
  lineWidth: number;
  fillStyle: string | object;
  strokeStyle: string | object;
  font: string;
  textAlign: string;
  textBaseline: string;
}

export interface Fade {
  addColorStop: (offset: number, colour: string) => void;
}

export interface Pen extends PenStyle {
  beginPath: () => void;
  moveTo: (x: number, y: number) => void;
  lineTo: (x: number, y: number) => void;
  bezierCurveTo: (x1: number, y1: number, x2: number, y2: number, x: number, y: number) => void;
  arc: (x: number, y: number, radius: number, from: number, to: number) => void;
  rect: (x: number, y: number, width: number, height: number) => void;
  roundRect: (x: number, y: number, width: number, height: number, radius: number) => void;
  fill: () => void;
  stroke: () => void;
  fillRect: (x: number, y: number, width: number, height: number) => void;
  fillText: (text: string, x: number, y: number) => void;
  setLineDash: (dash: number[]) => void;
  createLinearGradient: (x1: number, y1: number, x2: number, y2: number) => Fade;
  save: () => void;
  restore: () => void;
  translate: (x: number, y: number) => void;
  clip: () => void;
}
