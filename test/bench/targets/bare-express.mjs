import express from "express";
import { constant } from "./answer.mjs";

export async function start() {
  const app = express();
  app.use(express.json());
  app.post("/api/v2/manager/ambassadors", (request, response) => {
    response.status(201).json(constant);
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { port: server.address().port, finish: async () => ({}), stop: async () => server.close() };
}
