import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { writeForm } from "../media/form-write.ts";
import { mediaKind } from "../media/kind.ts";
import { ProblemError } from "../problem/problem.ts";

type Decode = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzip: Decode = promisify(zlib.gunzip);
const inflate: Decode = promisify(zlib.inflate);
const inflateRaw: Decode = promisify(zlib.inflateRaw);

/** RFC 9110, section 8.4.1.2: deflate is the zlib format; some senders leave its header out. */
const deflate: Decode = (body, options) => ((body[0] ?? 0) % 16 === 8 ? inflate : inflateRaw)(body, options);

/** Node has Zstandard from 22.15 on. */
const zstd = (zlib as { zstdDecompress?: typeof zlib.brotliDecompress }).zstdDecompress;

const decoders: ReadonlyMap<string, Decode> = new Map([
  ["gzip", gunzip],
  ["x-gzip", gunzip],
  ["deflate", deflate],
  ["br", promisify(zlib.brotliDecompress)],
  ...(zstd ? [["zstd", promisify(zstd) as Decode] as const] : []),
]);

/** More than once is for experiments; each further layer costs an attacker nothing. */
const codingLimit = 4;

const empty = Buffer.alloc(0);

/** A request that Express's own body parser has been over already. */
type MaybeParsed = IncomingMessage & { body?: unknown };

/**
 * The bytes of a request's body, decoded. At most `limit` of them: a longer body is refused as soon as that is known,
 * not when all of it has come. Throws ProblemError `body-too-large`, `invalid-body` and,
 * for a Content-Encoding that is not known, `unsupported-media-type`.
 */
export async function readBody(request: MaybeParsed, limit: number): Promise<Buffer> {
  const { headers } = request;
  if (Number(headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  if ((headers["content-length"] ?? "0") === "0" && headers["transfer-encoding"] === undefined) return empty;
  if (request.readableEnded) return alreadyParsed(request.body, headers["content-type"]);
  const body = await collect(request, limit);
  return decodeBody(body, headers["content-encoding"], limit);
}

/** A body without its Content-Encoding; undefined: it has none. Throws as `readBody` does. */
export async function decodeBody(body: Buffer, coding: string | undefined, limit: number): Promise<Buffer> {
  if (body.length > limit) throw tooLarge(limit);
  return coding === undefined ? body : decodeAll(body, codingsOf(coding), limit);
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
    request.on("end", () => resolve(rest ? Buffer.concat(rest) : own(first)));
    request.on("error", reject);
    // Nothing more is heard of it.
    if (request.destroyed) reject(gone());
  });
}

/** Small ones share memory, a little at a time: journals keep many, and each memory of its own is a burden for the engine. */
function own(body: Buffer | undefined): Buffer {
  if (body === undefined) return empty;
  return body.length < Buffer.poolSize >>> 2 ? Buffer.from(body) : body;
}

/** As Node says it of a connection that ends in the middle of a request. */
function gone(): Error {
  return Object.assign(new Error("aborted"), { code: "ECONNRESET" });
}

/** Mounted behind `express.json()` or `express.urlencoded()` the stream is spent; what they made of it is written back. */
function alreadyParsed(body: unknown, type = ""): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === "string") return Buffer.from(body);
  const kind = mediaKind(type);
  if (body !== undefined && kind === "form") return Buffer.from(writeForm(body));
  if (body !== undefined && kind === "json") return Buffer.from(JSON.stringify(body));
  throw new ProblemError("internal", {
    detail:
      "Something before the mock has read the body of the request, and left nothing that it could be read from.",
    help: "Mount mock.middleware() before what parses bodies (express.json(), multer and the like).",
  });
}

/** RFC 9110, section 8.4: codings are listed in the order in which they were applied. */
function codingsOf(header: string): readonly string[] {
  const codings = header
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  return codings.filter((coding) => coding !== "" && coding !== "identity").reverse();
}

async function decodeAll(body: Buffer, codings: readonly string[], limit: number): Promise<Buffer> {
  const unknown = codings.find((coding) => !decoders.has(coding));
  if (unknown !== undefined) throw undecodable(`with ${unknown}, which the mock does not know`);
  if (codings.length > codingLimit) throw undecodable(`more than ${String(codingLimit)} times`);
  let decoded = body;
  for (const coding of codings) decoded = await decode(decoded, coding, limit);
  return decoded;
}

function undecodable(how: string): ProblemError {
  const known = [...decoders.keys()].join(", ");
  return new ProblemError(
    "unsupported-media-type",
    {
      detail: `The body is encoded ${how}.`,
      help: `Send it plain, or with Content-Encoding: ${known}.`,
    },
    // RFC 9110, section 12.5.3: a 415 for a coding says which ones would do.
    { "Accept-Encoding": known },
  );
}

async function decode(body: Buffer, coding: string, limit: number): Promise<Buffer> {
  try {
    return (await decoders.get(coding)?.(body, { maxOutputLength: limit })) ?? body;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(limit);
    throw new ProblemError("invalid-body", {
      detail: `The body is said to be ${coding}, but cannot be decoded: ${(error as Error).message}.`,
      help: "Send it plain, or encode it as Content-Encoding says.",
    });
  }
}

/** What is said of a body of more bytes. */
export function tooLarge(limit: number): ProblemError {
  const detail = `The request body is larger than ${String(limit)} bytes.`;
  const help = "Send less, or start the server with --max-body <bytes>.";
  // Reading on only to throw it away would keep the client from its answer (RFC 9110, section 15.5.14).
  return new ProblemError("body-too-large", { detail, help }, { Connection: "close" });
}
