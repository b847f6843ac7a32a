// Takes the picture of the shop that the README shows: node test/examples/shop-page/picture.mjs [picture.png]
// Needs a built project (npm run build) and Chromium on the path; nothing else does.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createMockServer } from "../../../dist/index.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const picture = process.argv[2] ?? join(here, "page.png");
const profile = await mkdtemp(join(tmpdir(), "shop-page-"));
const mock = await createMockServer({ document: join(here, "shop.yaml"), port: 0, store: "memory" }).start();
const page = pathToFileURL(join(here, "index.html"));
page.searchParams.set("api", `${mock.url}/v1`);
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--hide-scrollbars",
  `--user-data-dir=${profile}`,
];
const size = ["--window-size=1120,830", "--virtual-time-budget=5000", `--screenshot=${picture}`];
const browser = spawn("chromium", [...flags, ...size, page.href], { stdio: "inherit" });
const code = await new Promise((resolve) => browser.on("exit", resolve));
await mock.stop();
await rm(profile, { recursive: true, force: true });
process.exitCode = code ?? 1;
