/** A document, and where it answers. */
export interface DocumentSource {
  /** Its path, or the document itself. */
  readonly document: string | Readonly<Record<string, unknown>>;
  /** `/billing`: takes the place of the paths of its servers. */
  readonly mount?: string;
}

/** One document of a mock server; a path or a document alone answers at its own paths. */
export type DocumentInput = DocumentSource["document"] | DocumentSource;

/** Everything that can be told to a mock server. Read once, by the command line or by `createMockServer`. */
export interface Options {
  /** What is served: one document or several. */
  readonly document: DocumentInput | readonly DocumentInput[];
  /** References may lead to files anywhere and to the network, not only to files below the document's folder. */
  readonly allowRef: boolean;
  /** Documents and scenarios are read again when their files change. */
  readonly watch: boolean;
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** Folder of scenario files; undefined: none. */
  readonly scenarios: string | undefined;
  readonly store: "file" | "memory";
  /** Folder of the session files. */
  readonly data: string;
  /** What sessions begin with, by collection: a file of records, or the records themselves; undefined: nothing. */
  readonly storeFile: string | Readonly<Record<string, unknown>> | undefined;
  /** Answers that changed the store wait for the disk. */
  readonly durable: boolean;
  /** Another seed, another world of generated values. */
  readonly seed: string;
  /** Generate even where an example is authored. */
  readonly dynamic: boolean;
  /** Remember nothing: every answer comes from the contract. */
  readonly stateless: boolean;
  /** What the contract does not declare is a violation. */
  readonly strict: boolean;
  /** Bytes of a request body. */
  readonly maxBody: number;
  readonly cors: boolean;
  readonly adminToken: string | undefined;
  /** Host names under which the admin API answers too. */
  readonly adminHosts: readonly string[];
  /** Origins that may call the admin API. */
  readonly adminOrigins: readonly string[];
  /** Host names that callbacks may be sent to, besides this machine's own. */
  readonly callbackHosts: readonly string[];
  readonly maxSessions: number;
  /** Records in a session. */
  readonly maxRecords: number;
  /** Bytes of records in a session. */
  readonly maxStoreBytes: number;
  /** Exchanges in a session's journal. */
  readonly maxExchanges: number;
  /** Bytes in a session's journal: what was sent and answered, and a thousand for each exchange. */
  readonly maxJournalBytes: number;
  /** Bytes of one body that a journal keeps; the rest is cut off. */
  readonly maxJournalBody: number;
  /** Body fields, query parameters and headers whose values never leave the process. */
  readonly redact: readonly string[];
  /** Milliseconds since 1970 that generated dates are anchored at; undefined: a fixed day. */
  readonly now: number | undefined;
  /** One of faker's locales (`de`, `pt_BR`), for names of people, streets and cities; undefined: English, anywhere. */
  readonly locale: string | undefined;
}

const megabyte = 1024 * 1024;

/** Everything but the document, which only its user can name. */
export const defaults: Omit<Options, "document"> = Object.freeze({
  allowRef: false,
  watch: false,
  port: 4010,
  host: "127.0.0.1",
  scenarios: undefined,
  store: "file",
  data: "data",
  storeFile: undefined,
  durable: false,
  seed: "locum",
  dynamic: false,
  stateless: false,
  strict: false,
  maxBody: 10 * megabyte,
  cors: true,
  adminToken: undefined,
  adminHosts: Object.freeze([]),
  adminOrigins: Object.freeze([]),
  callbackHosts: Object.freeze([]),
  maxSessions: 1_000,
  maxRecords: 10_000,
  maxStoreBytes: 64 * megabyte,
  maxExchanges: 10_000,
  maxJournalBytes: 64 * megabyte,
  maxJournalBody: megabyte,
  redact: Object.freeze([]),
  now: undefined,
  locale: undefined,
});
