import { essence } from "../http/media-type.ts";

const bytes = (base64: string) => Buffer.from(base64, "base64");

const png = bytes(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mM4AAAAwgDB/9Yt3AAAAABJRU5ErkJggg==",
);
const gif = bytes("R0lGODlhAQABAIAAAMDAwAAAACwAAAAAAQABAAACAkQBADs=");
const webp = bytes("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

/** Segments of a JPEG as their specification lists them: a marker, a length that counts itself, and content. */
function jpeg(): Buffer {
  const segment = (marker: number, content: readonly number[]) => {
    const length = content.length + 2;
    return [0xff, marker, length >> 8, length & 0xff, ...content];
  };
  const zeros = (count: number) => Array<number>(count).fill(0);
  const oneCode = [1, ...zeros(15), 0];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    ...segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, ...oneCode]),
    ...segment(0xc4, [0x10, ...oneCode]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[0x3f, 0xff, 0xd9],
  ]);
}

/** One empty page; the table at its end tells readers at which byte each object begins. */
function pdf(): Buffer {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>",
  ];
  let text = "%PDF-1.4\n";
  const table = objects.map((object, index) => {
    const start = String(text.length).padStart(10, "0");
    text += `${String(index + 1)} 0 obj${object}endobj\n`;
    return `${start} 00000 n \n`;
  });
  const end = `trailer<</Size 4/Root 1 0 R>>\nstartxref\n${String(text.length)}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 4\n0000000000 65535 f \n${table.join("")}${end}`);
}

/** An archive of nothing is its end record alone. */
const zip = Buffer.from([0x50, 0x4b, 5, 6, ...Array<number>(18).fill(0)]);
const gzip = bytes("H4sIAAAAAAAAEwMAAAAAAAAAAAA=");
/** Mono, 8 kHz, and not one sample. */
const wav = bytes("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=");
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');

const files: Readonly<Record<string, () => Buffer>> = {
  "image/png": () => png,
  "image/jpeg": jpeg,
  "image/jpg": jpeg,
  "image/gif": () => gif,
  "image/webp": () => webp,
  "image/svg+xml": () => svg,
  "application/pdf": pdf,
  "application/zip": () => zip,
  "application/x-zip-compressed": () => zip,
  "application/gzip": () => gzip,
  "application/x-gzip": () => gzip,
  "audio/wav": () => wav,
  "audio/x-wav": () => wav,
};

/** The smallest real file of a media type; undefined where none is known. */
export function placeholderFile(mediaType: string): Buffer | undefined {
  const type = essence(mediaType);
  return Object.hasOwn(files, type) ? files[type]?.() : undefined;
}
