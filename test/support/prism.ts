import { createRequire } from "node:module";
import type { Request } from "./answers.ts";

const load = createRequire(import.meta.url);

/** What Prism answers, in the words in which we compare. */
export interface PrismAnswer {
  readonly status: number;
  /** Content-Type without parameters; empty for none. */
  readonly type: string;
  readonly value: unknown;
  /** Items of its `sl-violations`. */
  readonly violations: readonly { readonly location: readonly string[]; readonly code: unknown }[];
}

interface Diagnostic {
  readonly path?: readonly string[];
  readonly code?: unknown;
}

const noop = () => undefined;
const silent: Record<string, unknown> = { child: () => silent };
for (const level of ["trace", "debug", "info", "success", "warn", "error", "fatal"]) silent[level] = noop;

/**
 * Prism's core, asked as its server asks it: the server's own part (reading `Prefer` and the body, `sl-violations`)
 * is what its documentation says.
 */
export async function askPrism(document: object): Promise<(request: Request) => Promise<PrismAnswer>> {
  const { createInstance } = load("@stoplight/prism-http") as typeof import("@stoplight/prism-http");
  const { getHttpOperationsFromSpec } = load(
    "@stoplight/prism-http/dist/utils/operations",
  ) as typeof import("@stoplight/prism-http/dist/utils/operations.js");
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  const config = {
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    isProxy: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
  } as const;
  const prism = createInstance(config, { logger: silent });

  return async ({ method = "GET", path, headers = {}, body }) => {
    const url = new URL(path, "http://mock.example");
    const query = Object.fromEntries(url.searchParams);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const input = {
      method: method.toLowerCase() as "get",
      url: { path: url.pathname, query },
      headers: { ...headers, ...length },
      body: headers["content-type"] === "application/json" ? (JSON.parse(body ?? "null") as unknown) : body,
    };
    // Prism writes into the configuration it is given.
    const settled = await prism.request(input, operations, {
      ...config,
      mock: wishes(headers["prefer"], query),
    })();
    if (settled._tag === "Left") {
      const { status = 500 } = settled.left as { status?: number };
      return { status, type: "application/problem+json", value: undefined, violations: [] };
    }
    const { output, validations } = settled.right;
    const type = Object.entries(output.headers ?? {}).find(([name]) => name.toLowerCase() === "content-type");
    const told = (side: string) => (one: Diagnostic) => ({
      location: [side, ...(one.path ?? [])],
      code: one.code,
    });
    return {
      status: output.statusCode,
      type: (type?.[1] ?? "").split(";")[0] ?? "",
      value: output.body,
      violations: [
        ...(validations.input as Diagnostic[]).map(told("request")),
        ...(validations.output as Diagnostic[]).map(told("response")),
      ],
    };
  };
}

/** `Prefer: code=404, example=cat`, or `__code` and its like where there is no such header. */
function wishes(prefer: string | undefined, query: Record<string, string>) {
  const said = new Map(
    prefer === undefined
      ? Object.entries(query).map(([name, value]) => [name.replace(/^__/, ""), value] as const)
      : prefer.split(",").map((part) => part.trim().split("=") as [string, string]),
  );
  const [code, exampleKey] = [said.get("code"), said.get("example")];
  return {
    dynamic: said.get("dynamic") === "true",
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(exampleKey === undefined ? {} : { exampleKey }),
  };
}
