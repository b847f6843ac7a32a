import express, { type Request, type Response, type Router } from "express";
import type { IncomingMessage } from "node:http";
import type { RequestHeaders } from "../../http/message.ts";
import { readBody } from "../body.ts";
import type { Middleware, MockLocals } from "../mock.ts";
import { send } from "../send.ts";
import type { Served } from "../served.ts";
import { createAdminAnswer, refusal, split, type AnswerAdmin } from "./answer.ts";
import { checkMediaType, createDoor } from "./door.ts";
import { sendPieces } from "./send-pieces.ts";

/**
 * The admin API, to be mounted at `/__admin` behind whatever takes `/__session/<name>` off the URL and puts the
 * session's name into `response.locals.session`.
 */
export function createAdmin(current: () => Served, answer: AnswerAdmin = createAdminAnswer(current)): Router {
  const admin = express.Router();
  const { options } = current();
  const enter = createDoor(options);
  admin.use(async (request: IncomingMessage, response: Response<unknown, Partial<MockLocals>>) => {
    const { method = "GET", headers, url: target = "/" } = request;
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
      enter(request, split(target).path);
      const answered = await answer({
        method,
        target,
        headers: headers as RequestHeaders,
        session: response.locals.session ?? "default",
        mount: response.locals.mount ?? "",
        body: async () => {
          const body = await readBody(request, options.maxBody);
          checkMediaType(request, body);
          return body;
        },
        signal: gone.signal,
      });
      if ("pieces" in answered) await sendPieces(response, answered, current());
      else send(response, answered);
    } catch (error) {
      // A client that went away while it was sending needs no answer.
      if (!isGone(error)) send(response, refusal(error, current().log));
    }
  });
  return admin;
}

/** The same for requests that come with their whole URL, from whatever server. */
export function adminMiddleware(current: () => Served, answer: AnswerAdmin): Middleware {
  const admin = createAdmin(current, answer);
  return (request, response, next = () => undefined) => {
    request.url = (request.url ?? "").replace(/^\/__admin\/?/, "/");
    // A router takes what node:http makes, too.
    admin(request as Request, response as Response, next);
  };
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ECONNRESET";
}
