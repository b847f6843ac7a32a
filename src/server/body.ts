import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { ProblemError } from "../problem/problem.ts";

const decoders: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

const empty = Buffer.alloc(0);

/** A request that Express's own body parser has been over already. */
type MaybeParsed = IncomingMessage & { body?: unknown };

/**
 * The bytes of a request's body, decoded. At most `limit` of them: a longer body is refused as soon as that is known,
 * not when all of it has come. Throws ProblemError `body-too-large` and `invalid-body`.
 */
export async function readBody(request: MaybeParsed, limit: number): Promise<Buffer> {
  const { headers } = request;
  if (Number(headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return empty;
  if (request.readableEnded) return alreadyParsed(request.body);
  const body = await collect(request, limit);
  const coding = headers["content-encoding"]?.trim().toLowerCase();
  return coding === undefined || coding === "identity" ? body : decode(body, coding, limit);
}

function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let first: Buffer | undefined;
    let rest: Buffer[] | undefined;
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(tooLarge(limit));
      else if (first === undefined) first = chunk;
      else (rest ??= [first]).push(chunk);
    });
    request.on("end", () => resolve(rest ? Buffer.concat(rest) : (first ?? empty)));
    request.on("error", reject);
  });
}

/** Mounted behind `express.json()` the stream is spent; what it made of it is written back. */
function alreadyParsed(body: unknown): Buffer {
  if (body === undefined) return empty;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

async function decode(body: Buffer, coding: string, limit: number): Promise<Buffer> {
  const decoder = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  if (!decoder) {
    throw new ProblemError("unsupported-media-type", {
      detail: `The body is encoded with ${coding}, which the mock does not know.`,
      help: `Send it plain, or with Content-Encoding: ${Object.keys(decoders).join(", ")}.`,
    });
  }
  try {
    return await decoder(body, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(limit);
    throw new ProblemError("invalid-body", {
      detail: `The body is said to be ${coding}, but cannot be decoded: ${(error as Error).message}.`,
      help: "Send it plain, or encode it as Content-Encoding says.",
    });
  }
}

function tooLarge(limit: number): ProblemError {
  const detail = `The request body is larger than ${String(limit)} bytes.`;
  const help = "Send less, or start the server with --max-body <bytes>.";
  // Reading on only to throw it away would keep the client from its answer (RFC 9110, section 15.5.14).
  return new ProblemError("body-too-large", { detail, help }, { Connection: "close" });
}
