import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import { XMLValidator } from "fast-xml-parser";

/** Whether others, too, take a text for well-formed XML. */
export function isWellFormed(text: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what replaces it is a package of its own
  return XMLValidator.validate(text) === true;
}

/** The parts of a multipart form as others read it: name and content, in their order. */
export function readParts(type: string, body: Buffer | string): Promise<[name: string, content: Buffer][]> {
  return new Promise((resolve, reject) => {
    const parts: [string, Buffer][] = [];
    const headers: BusboyHeaders = { "content-type": type };
    const busboy = new Busboy({ headers });
    busboy.on("field", (name, value) => void parts.push([name, Buffer.from(value)]));
    busboy.on("file", (name, file) => {
      const chunks: Buffer[] = [];
      file.on("data", (chunk: Buffer) => void chunks.push(chunk));
      file.on("end", () => void parts.push([name, Buffer.concat(chunks)]));
    });
    busboy.on("finish", () => resolve(parts));
    busboy.on("error", reject);
    busboy.end(body);
  });
}
