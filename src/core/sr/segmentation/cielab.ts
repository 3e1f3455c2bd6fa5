/** Recommended Display CIELab Value of an sRGB colour, PS3.3 C.10.7.1.1: L* 0..100 and a*, b* -128..127 over 16 bits. */
export function cielabOf([red, green, blue]: readonly [number, number, number]): [number, number, number] {
  const [r, g, b] = [red, green, blue].map((value) => linear(value / 255)) as [number, number, number]; // three in, three out
  // sRGB to XYZ of D65, adapted to D50 (Bradford), the white of PCS Lab.
  const x = (0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.9642;
  const y = 0.2225045 * r + 0.7168786 * g + 0.0606169 * b;
  const z = (0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.8251;
  const [fx, fy, fz] = [x, y, z].map(cubeRoot) as [number, number, number]; // three in, three out
  const l = 116 * fy - 16;
  return [scaled(l / 100), scaled((500 * (fx - fy) + 128) / 255), scaled((200 * (fy - fz) + 128) / 255)];
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function cubeRoot(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116;
}

function scaled(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 65535);
}

/** The way back; undefined where there are not three numbers. Exact to one step of 256. */
export function rgbOfCielab([l, a, b]: readonly number[]): [number, number, number] | undefined {
  if (l === undefined || a === undefined || b === undefined) return undefined;
  const fy = ((l / 65535) * 100 + 16) / 116;
  const fx = fy + ((a / 65535) * 255 - 128) / 500;
  const fz = fy - ((b / 65535) * 255 - 128) / 200;
  const [x, y, z] = [cube(fx) * 0.9642, cube(fy), cube(fz) * 0.8251] as const;
  return [
    byte(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
    byte(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
    byte(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
  ];
}

function cube(value: number): number {
  return value ** 3 > 216 / 24389 ? value ** 3 : (value - 16 / 116) / (24389 / 27 / 116);
}

function byte(linearShare: number): number {
  const share = linearShare <= 0.0031308 ? 12.92 * linearShare : 1.055 * linearShare ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, share)) * 255);
}
