/** A curl command of the README, as a request; only the options that stand there. */
export interface Curl {
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: string | undefined;
  /** What is shown: `-i` head and body, `-D -` the head. */
  readonly shows: "body" | "head" | "all";
}

/** Splits a line as a shell does; quotes are taken off. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? "",
  );
}

/** Reads a command; throws where the README uses an option this does not know. */
export function readCurl(line: string): Curl {
  const [program, ...rest] = words(line);
  if (program !== "curl") throw new Error(`not a curl command: ${line}`);
  let url = "";
  let method: string | undefined;
  let body: string | undefined;
  let shows: Curl["shows"] = "body";
  const headers: [string, string][] = [];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "-s") continue;
    else if (word === "-i") shows = "all";
    else if (word === "-o") rest.shift();
    else if (word === "-D") shows = (rest.shift(), "head");
    else if (word === "-X") method = rest.shift();
    else if (/^(-d|--data-raw)$/.test(word)) body = rest.shift();
    else if (word === "-H") {
      const [name = "", ...value] = (rest.shift() ?? "").split(": ");
      headers.push([name, value.join(": ")]);
    } else if (word.startsWith("-")) throw new Error(`unknown option ${word}: ${line}`);
    else url = word;
  }
  return {
    url: `http://${url}`,
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers,
    body,
    shows,
  };
}

/** What curl would print. */
export async function runCurl({ url, method, headers, body, shows }: Curl): Promise<string> {
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  if (shows === "body") return text;
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${String(response.status)} ${response.statusText}`, ...lines].join("\n");
  return shows === "head" ? head : `${head}\n\n${text}`;
}
