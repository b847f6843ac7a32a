import express, { type Express } from "express";
import { createServer, IncomingMessage, ServerResponse, type Server } from "node:http";
import { endWhenTold } from "./connection.ts";

/**
 * How long a connection may be idle. Node's five seconds end just when a client that was busy for as long sends its next
 * request, which is then reset; a minute is what proxies wait.
 */
const keepAliveTimeout = 65_000;

/** An Express application with nothing switched on that a mock would have to answer for. */
export function createApp(): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  return app;
}

/**
 * An HTTP server whose requests and responses are born with the prototypes that Express would otherwise give them one
 * by one, which costs more than all the rest of it (spec/decisions/004-express-prototypes.md).
 */
export function createHttpServer(app: Express): Server {
  class BornRequest extends IncomingMessage {}
  class BornResponse extends ServerResponse {}
  Object.setPrototypeOf(BornRequest.prototype, app.request);
  Object.setPrototypeOf(BornResponse.prototype, app.response);
  app.request = BornRequest.prototype as Express["request"];
  app.response = BornResponse.prototype as Express["response"];
  const options = { IncomingMessage: BornRequest, ServerResponse: BornResponse, keepAliveTimeout };
  const server = createServer(options, app as (request: IncomingMessage, response: ServerResponse) => void);
  endWhenTold(server);
  return server;
}
