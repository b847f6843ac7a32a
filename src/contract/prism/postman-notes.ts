import type { PostmanBody } from "./postman-body.ts";
import type { PostmanHeaders } from "./postman-headers.ts";
import type { PostmanUrl } from "./postman-url.ts";

/** What is known of one body of the collection, beside what Prism makes of it. */
export interface BodyNote extends PostmanBody {
  /** Of the request, or of the saved response. */
  readonly name: string;
}

/** What is known of the requests of one method and path, beside what Prism makes of them. */
export interface OperationNote {
  readonly names: readonly string[];
  /** How many of them send a body. */
  readonly bodies: number;
  /** `query page`: parameters that at least one of them has switched off. */
  readonly optional: ReadonlySet<string>;
  /** Of parameters in the path. */
  readonly values: ReadonlyMap<string, string>;
  /** Names of saved responses by status. */
  readonly responses: ReadonlyMap<string, string>;
}

/** A request as it was read. */
export interface PostmanRequest
  extends Pick<PostmanHeaders, "headers">, Pick<PostmanUrl, "query" | "values"> {
  readonly name: string;
  readonly body: PostmanBody | undefined;
  /** Status and name of each. */
  readonly responses: readonly (readonly [string, string])[];
}

/** Adds a request to what is known of its method and path. */
export function noted(known: OperationNote | undefined, request: PostmanRequest): OperationNote {
  const { name, body, query, headers, values, responses } = request;
  const switchedOff = Object.entries({ query, header: headers }).flatMap(([place, pairs]) =>
    pairs.filter(({ disabled }) => disabled).map(({ key }) => parameterKey(place, key)),
  );
  return {
    names: [...(known?.names ?? []), name],
    bodies: (known?.bodies ?? 0) + (body ? 1 : 0),
    optional: new Set([...(known?.optional ?? []), ...switchedOff]),
    values: new Map([...values, ...(known?.values ?? [])]),
    responses: new Map([...responses, ...(known?.responses ?? [])]),
  };
}

/** What `optional` has a parameter by; Prism writes the names of headers in lower case. */
export function parameterKey(place: string, name: string): string {
  return `${place} ${name.toLowerCase()}`;
}
