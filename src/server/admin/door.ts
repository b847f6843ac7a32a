import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { essence } from "../../http/media-type.ts";
import type { Options } from "../../options.ts";
import { ProblemError } from "../../problem/problem.ts";
import { healthPath } from "./health.ts";
import { isLoopback, knownHosts, readAuthority, type Authority } from "./hosts.ts";

/** Lets a request to the admin API in, or throws ProblemError. Nothing of its body has been read yet. */
export type Door = (request: IncomingMessage, path: string) => void;

/**
 * The admin API has no login on a developer's machine, so a web page must not be able to use it: not under a name of
 * its own that leads here (DNS rebinding: Host), and not by sending what a browser lets any page send (Origin).
 */
export function createDoor(options: Options): Door {
  const isKnown = knownHosts(options);
  const admit = createTokenCheck(options);
  return (request, path) => {
    const host = checkHost(request, isKnown);
    checkOrigin(request, { host, isKnown, allowed: options.adminOrigins });
    // Health is open, so that whoever runs a container can ask whether it lives without being told the token.
    if (path !== healthPath) admit(request);
  };
}

function checkHost(request: IncomingMessage, isKnown: (name: string) => boolean): Authority {
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
  if (names.filter((name) => name.toLowerCase() === "host").length > 1) {
    throw new ProblemError("duplicate-host", {
      detail: "The request has more than one Host header.",
      help: "Send one Host header (RFC 9112, section 3.2).",
    });
  }
  const sent = request.headers.host ?? "";
  const host = readAuthority(sent);
  if (host && (isKnown(host.name) || host.name === addressOf(request))) return host;
  throw new ProblemError("admin-foreign-host", {
    detail: `The admin API is not served under the host name ${JSON.stringify(sent.slice(0, 100))}.`,
    help: `Call it as localhost, or start the server with --admin-host ${host?.name.slice(0, 100) ?? "<name>"}.`,
  });
}

/** The address this connection came in on: a server on 0.0.0.0 listens on it, and no page can be from elsewhere there. */
function addressOf({ socket }: IncomingMessage): string | undefined {
  return socket.localAddress?.replace(/^::ffff:/, "").toLowerCase();
}

interface OriginCheck {
  readonly host: Authority;
  readonly isKnown: (name: string) => boolean;
  readonly allowed: readonly string[];
}

function checkOrigin({ headers, method }: IncomingMessage, { host, isKnown, allowed }: OriginCheck): void {
  const { origin } = headers;
  const isFromElsewhere = headers["sec-fetch-site"] === "cross-site";
  if (origin === undefined) {
    // A link that a person followed shows them a page; the page that had the link learns nothing by it.
    const isLink = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
    if (!isFromElsewhere || (isLink && (method === "GET" || method === "HEAD"))) return;
  } else if (allowed.includes(origin) || (!isFromElsewhere && isOwn(origin, { host, isKnown }))) {
    return;
  }
  throw new ProblemError("admin-foreign-origin", {
    detail: `The admin API is not open to ${origin === undefined ? "another site's page" : `the origin ${origin.slice(0, 100)}`}.`,
    help: "Call it from outside the browser, or start the server with --admin-origin <origin>.",
  });
}

/** Whether a page of that origin came from this server: under a name we know, on the port that is being asked. */
function isOwn(origin: string, { host, isKnown }: Omit<OriginCheck, "allowed">): boolean {
  const [, authority] = /^https?:\/\/(.+)$/.exec(origin) ?? [];
  const found = authority === undefined ? undefined : readAuthority(authority);
  if (found?.port !== host.port) return false;
  return found.name === host.name || isKnown(found.name);
}

function createTokenCheck({ host, adminToken }: Options): (request: IncomingMessage) => void {
  if (adminToken !== undefined) return tokenCheck(adminToken);
  return (request) => {
    // As a middleware the mock does not know where its server listens; the connection does. A pipe has no address.
    const address = addressOf(request);
    if (isLoopback(host) && (address === undefined || isLoopback(address))) return;
    throw new ProblemError("admin-closed", {
      detail: `The server listens on ${isLoopback(host) ? String(address) : host}, where others can reach it, so its admin API is closed.`,
      help: "Start it with --admin-token <secret>, or on --host 127.0.0.1; GET /__admin/health is open.",
    });
  };
}

function tokenCheck(token: string): (request: IncomingMessage) => void {
  const wanted = digest(token);
  return ({ headers: { authorization = "" } }) => {
    const [, sent] = /^bearer +(.*)$/i.exec(authorization) ?? [];
    // Digests are equally long, and comparing them takes equally long whatever was sent.
    if (sent !== undefined && timingSafeEqual(digest(sent.trim()), wanted)) return;
    throw new ProblemError(
      "admin-unauthorized",
      {
        detail: sent === undefined ? "The request has no bearer token." : "This is not the token.",
        help: "Send Authorization: Bearer and the token that the server was started with (--admin-token).",
      },
      { "WWW-Authenticate": 'Bearer realm="locum admin"' },
    );
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** A form or plain text is what any page may send without asking (Fetch standard, CORS-safelisted); JSON is not. */
export function checkMediaType({ headers }: IncomingMessage, body: Buffer): void {
  const type = headers["content-type"];
  if (body.length === 0 || essence(type ?? "") === "application/json") return;
  throw new ProblemError("admin-media-type", {
    detail: `The body is sent as ${type?.slice(0, 100) ?? "nothing in particular"}.`,
    help: "Send JSON with Content-Type: application/json.",
  });
}
