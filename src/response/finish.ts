import type { MockResponse } from "../http/message.ts";
import { concreteType } from "../media/kind.ts";
import type { ContentForm, WriteContent, Written } from "../media/content.ts";
import type { Violation } from "../problem/violation.ts";
import { disturbed, type Asked } from "./fault.ts";
import { laidOver } from "./laid-over.ts";
import type { Reply } from "./reply.ts";
import { prismViolation, violationsHeader } from "./violations-header.ts";

export interface Finishing {
  readonly exchangeId: string;
  readonly violations: readonly Violation[];
  /** For `Preference-Applied`; empty for none. */
  readonly applied: string;
  /** What the request asks for goes before what a scenario says, which is in the reply. */
  readonly asked: Asked;
  /** Another for each request of a session. */
  readonly luck: number;
  readonly writer: (form: ContentForm) => WriteContent;
}

/** The reply as it is sent: with what the mock says of itself in headers. */
export function finish(
  reply: Reply,
  { exchangeId, violations, applied, asked, luck, writer }: Finishing,
): MockResponse {
  const { type, body } = write(reply, writer);
  const headers = laidOver(type === undefined ? {} : { "Content-Type": type }, reply.headers);
  headers["X-Mock-Source"] = reply.source;
  headers["X-Mock-Exchange"] = exchangeId;
  if (applied !== "") headers["Preference-Applied"] = applied;
  if (violations.length > 0) {
    headers["X-Mock-Violations"] = violationsHeader(violations);
    headers["sl-violations"] = violationsHeader(violations.map(prismViolation));
  }
  return { status: reply.status, headers, body, ...disturbed(reply, asked, luck) };
}

/** A Content-Type that the reply has already (a scenario said so) decides how its content is written. */
function write({ headers, text, content }: Reply, writer: Finishing["writer"]): Sent {
  if (!content) return { body: text ?? "" };
  const { value, media } = content;
  const stated = Object.keys(headers).find((name) => name.toLowerCase() === "content-type");
  if (stated !== undefined) {
    const { schema, encoding } = media;
    return { body: writer({ type: headers[stated] ?? media.type, schema, encoding })(value).body };
  }
  return text === undefined ? writer(media)(value) : { type: concreteType(media.type), body: text };
}

interface Sent extends Pick<Written, "body"> {
  /** Undefined where the reply's own headers say it. */
  readonly type?: string;
}
